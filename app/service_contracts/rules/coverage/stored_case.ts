import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'

/**
 * A case as it was kept, readable by the rules of today: what was added to cases since is filled in with
 * what it means to leave it out. It never changes what the case says.
 */
export function storedCase(text: string): CoverageCase {
  const stored: CoverageCase = JSON.parse(text)
  const contracts = stored.contracts.map((contract) => ({
    ...contract,
    rules: contract.rules.map((rule) => ({
      ...rule,
      excludedComponents: rule.excludedComponents ?? [],
      categories: rule.categories.map((category) => ({ ...category, excludedComponents: category.excludedComponents ?? [] })),
    })),
  }))
  return { ...stored, contracts }
}
