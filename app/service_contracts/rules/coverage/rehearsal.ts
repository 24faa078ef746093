import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'
import type { CaseContract, CoverageLimit } from '#service_contracts/rules/coverage/coverage_terms'
import { limitsOf } from '#service_contracts/rules/coverage/contract_limits'
import { decide } from '#service_contracts/rules/coverage/decide'
import type { CoverageTerms } from '#service_contracts/rules/coverage/set_terms'

export interface Rehearsed {
  before: CoverageDecision
  after: CoverageDecision
  isChanged: boolean
}

/**
 * Decides a stored case again as if some of its contracts had other terms. What was used of a limit is kept
 * where the limit still exists; nothing is written.
 */
export function rehearse(stored: CoverageCase, before: CoverageDecision, terms: CoverageTerms, contractIds: ReadonlySet<string>): Rehearsed {
  const contracts = stored.contracts.map((contract) => (contractIds.has(contract.id) ? withTerms(contract, terms) : contract))
  const after = decide({ ...stored, contracts })
  return { before, after, isChanged: before.covered !== after.covered || before.billable !== after.billable || payers(before) !== payers(after) }
}

function withTerms(contract: CaseContract, terms: CoverageTerms): CaseContract {
  const used = new Map(limitsOf(contract).map((limit) => [limit.id, limit.used]))
  const limits = (list: CoverageLimit[]) => (contract.class === 'warranty' ? [] : list.map((limit) => ({ ...limit, used: used.get(limit.id) ?? [] })))
  const rules = terms.rules.map((rule) => ({
    ...rule,
    limits: limits(rule.limits),
    categories: rule.categories.map((category) => ({ ...category, limits: limits(category.limits) })),
  }))
  return { ...contract, ...terms, rules, limits: limits(terms.limits) }
}

/** Who pays what, as text: two decisions with the same text differ in nothing a customer would see. */
function payers({ lines }: CoverageDecision): string {
  return JSON.stringify(lines.map(({ line, allocations }) => [line, allocations.map(({ contract, amount }) => [contract, amount])]))
}
