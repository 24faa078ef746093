import type { CaseContract, CoverageLimit } from '#service_contracts/rules/coverage/coverage_terms'

/** Every limit of a contract, wherever it stands. */
export function limitsOf({ limits, rules }: CaseContract): CoverageLimit[] {
  return [...limits, ...rules.flatMap((rule) => [...rule.limits, ...rule.categories.flatMap((category) => category.limits)])]
}
