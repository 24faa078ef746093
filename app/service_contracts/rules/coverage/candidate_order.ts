import type { CoveragePolicy } from '#service_contracts/rules/coverage/coverage_case'
import type { Candidate } from '#service_contracts/rules/coverage/candidates'
import { closer } from '#service_contracts/rules/coverage/item_scope'
import { byId } from '#service_contracts/rules/coverage/text_order'

/** The first point on which two candidates differ. */
export type Criterion = 'class' | 'item' | 'skill' | 'crossed' | 'term_end' | 'id'

type Compare = (one: Candidate, other: Candidate) => number

/** A contract without an end comes after every one that ends. */
const OPEN_END = 'open'

const byItem: Compare = (one, other) => closer(one.match.item, other.match.item)
const bySkill: Compare = (one, other) => other.match.skill.depth - one.match.skill.depth
const byCrossing: Compare = (one, other) => Number(other.match.crossed) - Number(one.match.crossed)
const byTermEnd: Compare = (one, other) => byText(one.contract.end ?? OPEN_END, other.contract.end ?? OPEN_END)
const byContract: Compare = (one, other) => byId(one.contract.id, other.contract.id)

/**
 * The order in which candidates are asked: class as configured, closer item, deeper skill, crossed
 * first, the earlier end of term, the smaller id. Total, so the order of the input never matters.
 */
export function inOrder(candidates: readonly Candidate[], policy: CoveragePolicy): Candidate[] {
  const byClass: Compare = (one, other) => (one.contract.class === other.contract.class ? 0 : placeOf(one, policy) - placeOf(other, policy))
  return [...candidates].sort(
    (one, other) => byClass(one, other) || byItem(one, other) || bySkill(one, other) || byCrossing(one, other) || byTermEnd(one, other) || byContract(one, other)
  )
}

/** Why one candidate is asked before another. */
export function criterionBetween(one: Candidate, other: Candidate, policy: CoveragePolicy): Criterion {
  if (placeOf(one, policy) !== placeOf(other, policy)) return 'class'
  if (byItem(one, other) !== 0) return 'item'
  if (bySkill(one, other) !== 0) return 'skill'
  if (byCrossing(one, other) !== 0) return 'crossed'
  return byTermEnd(one, other) === 0 ? 'id' : 'term_end'
}

/** Whether candidates of this class are asked before the customer pays. */
export function isAsked({ contract }: Candidate, { classOrder }: CoveragePolicy): boolean {
  const place = classOrder.indexOf(contract.class)
  const billable = classOrder.indexOf('billable')
  return place >= 0 && (billable < 0 || place < billable)
}

function placeOf({ contract }: Candidate, { classOrder }: CoveragePolicy): number {
  const at = classOrder.indexOf(contract.class)
  return at < 0 ? classOrder.length : at
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
