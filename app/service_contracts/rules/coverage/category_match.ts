import type { CaseItem, CaseLine } from '#service_contracts/rules/coverage/coverage_case'
import type { CategoryRule } from '#service_contracts/rules/coverage/coverage_terms'
import { byId } from '#service_contracts/rules/coverage/text_order'

/**
 * The category rule that applies to a line: one that names its product or family, else one for its
 * category, else one for any; then the smallest id. Null when none applies, when that one excludes the
 * product, or when it covers nothing: a less specific rule never takes back an exclusion.
 */
export function categoryRuleFor(rules: readonly CategoryRule[], line: CaseLine, item: CaseItem | null): CategoryRule | null {
  const names = namesOf(line, item)
  let found: CategoryRule | null = null
  for (const rule of rules) {
    if (!isFor(rule.category, line) || (rule.included.length > 0 && !rule.included.some((name) => names.includes(name)))) continue
    if (found === null || (rank(rule) - rank(found) || byId(rule.id, found.id)) < 0) found = rule
  }
  if (found === null || found.excluded.some((name) => names.includes(name)) || isNothing(found.percent)) return null
  return found
}

function isNothing(percent: string): boolean {
  return percent.startsWith('0') && /^0+(\.0+)?$/.test(percent)
}

function isFor(category: CategoryRule['category'], line: CaseLine): boolean {
  return category === 'any' || category === line.category
}

function rank({ included, category }: CategoryRule): number {
  return (included.length > 0 ? 0 : 2) + (category === 'any' ? 1 : 0)
}

/** What product lists may call a line: its own product and family, or those of the item when it names none. */
function namesOf(line: CaseLine, item: CaseItem | null): string[] {
  const [product, family] = line.product === null ? [item?.product, item?.family] : [line.product, line.family]
  return [product, family].filter((name): name is string => typeof name === 'string')
}
