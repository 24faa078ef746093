import type { CoveragePolicy } from '#service_contracts/rules/coverage/coverage_case'
import type { Candidate } from '#service_contracts/rules/coverage/candidates'
import { closer } from '#service_contracts/rules/coverage/item_scope'
import { byId } from '#service_contracts/rules/coverage/text_order'

/** The first point on which two candidates differ. */
export type Criterion = 'class' | 'item' | 'skill' | 'crossed' | 'term_end' | 'id'

type Comparison = [Criterion, (one: Candidate, other: Candidate) => number]

const AFTER_ITEM: Comparison[] = [
  ['item', (one, other) => closer(one.match.item, other.match.item)],
  ['skill', (one, other) => other.match.skill.depth - one.match.skill.depth],
  ['crossed', (one, other) => Number(other.match.crossed) - Number(one.match.crossed)],
  ['term_end', (one, other) => byText(one.contract.end ?? OPEN_END, other.contract.end ?? OPEN_END)],
  ['id', (one, other) => byId(one.contract.id, other.contract.id)],
]

/** A contract without an end comes after every one that ends. */
const OPEN_END = 'open'

/**
 * The order in which candidates are asked: class as configured, closer item, deeper skill, crossed
 * first, the earlier end of term, the smaller id. Total, so the order of the input never matters.
 */
export function inOrder(candidates: readonly Candidate[], policy: CoveragePolicy): Candidate[] {
  const comparisons = comparisonsOf(policy)
  return [...candidates].sort((one, other) => {
    for (const [, compare] of comparisons) {
      const difference = compare(one, other)
      if (difference !== 0) return difference
    }
    return 0
  })
}

/** Why one candidate is asked before another. */
export function criterionBetween(one: Candidate, other: Candidate, policy: CoveragePolicy): Criterion {
  const [criterion] = comparisonsOf(policy).find(([, compare]) => compare(one, other) !== 0) ?? ['id']
  return criterion as Criterion
}

/** Whether candidates of this class are asked before the customer pays. */
export function isAsked({ contract }: Candidate, { classOrder }: CoveragePolicy): boolean {
  const place = classOrder.indexOf(contract.class)
  const billable = classOrder.indexOf('billable')
  return place >= 0 && (billable < 0 || place < billable)
}

function comparisonsOf({ classOrder }: CoveragePolicy): Comparison[] {
  const place = ({ contract }: Candidate) => {
    const at = classOrder.indexOf(contract.class)
    return at < 0 ? classOrder.length : at
  }
  return [['class', (one, other) => place(one) - place(other)], ...AFTER_ITEM]
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
