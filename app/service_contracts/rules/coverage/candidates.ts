import type { CaseItem, CaseLine, CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { ReasonCode, Rejection } from '#service_contracts/rules/coverage/coverage_decision'
import type { CaseContract, CategoryRule } from '#service_contracts/rules/coverage/coverage_terms'
import { categoryRuleFor } from '#service_contracts/rules/coverage/category_match'
import { referenceInstant, type Clock } from '#service_contracts/rules/coverage/contract_gate'
import { isWithinHours } from '#service_contracts/rules/coverage/covered_hours'
import { excludedComponent, matchesOf, moreSpecific, type RuleMatch } from '#service_contracts/rules/coverage/rule_match'

/** A contract that can pay for a line, with the rule of it that counts. */
export interface Candidate {
  contract: CaseContract
  match: RuleMatch
  category: CategoryRule
}

export interface Consideration {
  candidate: Candidate | null
  rejected: Rejection[]
}

/** Whether a contract that is in force can pay for a line, and what speaks against each of its rules. */
export function consider(request: CoverageCase, contract: CaseContract, item: CaseItem | null, line: CaseLine, clock: Clock): Consideration {
  const { found, missing } = matchesOf(contract, item, line, request.skill)
  const refuse = (code: ReasonCode, detail: Record<string, string>, rule: string | null = null, category: string | null = null) =>
    ({ contract: contract.id, rule, category, code, amount: null, detail }) satisfies Rejection

  if (missing) {
    const detail: Record<string, string> = missing === 'ITEM_NOT_COVERED' ? { item: item?.id ?? '' } : { skill: request.skill.at(-1) ?? '' }
    return { candidate: null, rejected: [refuse(missing, detail)] }
  }
  const [best, ...others] = found
  const rejected = others.map((other) => refuse('LESS_SPECIFIC', { by: best.rule.id, criterion: criterionOf(best, other) }, other.rule.id))
  const out = (rejection: Rejection) => ({ candidate: null, rejected: [rejection, ...rejected] })

  const ofRule = excludedComponent(best.rule.excludedComponents, item, line)
  if (ofRule !== null) return out(refuse('COMPONENT_EXCLUDED', { component: ofRule }, best.rule.id))
  const category = categoryRuleFor(best.rule.categories, line, item)
  if (!category) return out(refuse('CATEGORY_EXCLUDED', { category: line.category, product: line.product ?? '' }, best.rule.id))

  const component = excludedComponent(category.excludedComponents, item, line)
  if (component !== null) return out(refuse('COMPONENT_EXCLUDED', { component }, best.rule.id, category.id))

  const calendar = request.calendars.find(({ id }) => id === category.hours)
  if (calendar) {
    const moment = clock(line.at ?? referenceInstant(request, contract), calendar.timeZone)
    if (!isWithinHours(calendar, moment)) {
      const detail = { calendar: calendar.id, on: moment.day, at: clockText(moment.minute) }
      return out(refuse('OUT_OF_HOURS', detail, best.rule.id, category.id))
    }
  }
  return { candidate: { contract, match: best, category }, rejected }
}

/** What makes one rule more specific than another of the same contract. */
function criterionOf(best: RuleMatch, other: RuleMatch): string {
  if (moreSpecific(best, other) === 0) return 'id'
  if (best.crossed !== other.crossed) return 'crossed'
  return best.item.level !== other.item.level || best.item.depth !== other.item.depth ? 'item' : 'skill'
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
