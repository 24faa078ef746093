import type { CategoryRule, CaseContract, CoverageLimit, CoverageRule, ItemScope } from '#service_contracts/rules/coverage/coverage_terms'
import type { LineCategory } from '#service_contracts/rules/coverage/coverage_case'

type Columns = Record<string, any>

/** What a coverage set gives a contract: everything but whose it is, when, and what was used. */
export type CoverageTerms = Pick<
  CaseContract,
  'timeZone' | 'waitingDays' | 'referenceDate' | 'onCreditHold' | 'coversOrderingParty' | 'skills' | 'rules' | 'limits' | 'deductible'
>

/** The rows of a set as they are edited. */
export interface SetRows {
  set: Columns
  rules: Columns[]
  limits: Columns[]
  /** What coverage calls each product or family that the rules list. */
  names: Map<string, string[]>
}

/** Parts of a list that a person wrote with commas. */
export function listOf(text: string | null | undefined): string[] {
  return (text ?? '').split(',').map((part) => part.trim()).filter(Boolean)
}

/**
 * The terms of a set from its rows. Rows for the same items and skill become one rule with several
 * categories; ids follow from the rows, so the same rows always give the same terms.
 */
export function termsOfSet({ set, rules, limits, names }: SetRows): CoverageTerms {
  const grouped = new Map<string, CoverageRule>()
  for (const row of [...rules].sort(byNumber)) {
    const item = scopeOf(row)
    const skills = row.skill_id ? [String(row.skill_id)] : null
    const key = JSON.stringify([item, skills])
    const rule = grouped.get(key) ?? { id: `R${row.id}`, item, skills, excludedComponents: [], categories: [], limits: [] }
    rule.categories.push(categoryOf(row, limits, names))
    grouped.set(key, rule)
  }
  return {
    timeZone: set.time_zone,
    waitingDays: Number(set.waiting_days),
    referenceDate: set.reference_date,
    onCreditHold: set.on_credit_hold,
    coversOrderingParty: Boolean(set.covers_ordering_party),
    skills: set.covers_all_skills ? 'all' : [],
    rules: [...grouped.values()],
    limits: limits.filter((row) => !row.coverage_rule_id).sort(byNumber).map(limitOf),
    deductible: set.deductible ?? null,
  }
}

function scopeOf(row: Columns): ItemScope | null {
  switch (row.item_scope) {
    case 'item':
      return { kind: 'item', item: String(row.installed_item_id), serial: null }
    case 'component':
      return { kind: 'component', item: String(row.installed_item_id), path: row.component_path ?? '' }
    case 'product':
      return { kind: 'product', product: `P${row.product_id}` }
    case 'family':
      return { kind: 'group', group: `F${row.product_family_id}` }
    case 'commercial_group':
      return { kind: 'group', group: `G${row.commercial_group_id}` }
    case 'site':
      return { kind: 'site', site: row.site, place: row.place ?? null }
    case 'all':
      return { kind: 'all' }
    default:
      return null
  }
}

function categoryOf(row: Columns, limits: Columns[], names: Map<string, string[]>): CategoryRule {
  const named = (text: string | null) => listOf(text).flatMap((written) => names.get(written) ?? [])
  return {
    id: `K${row.id}`,
    category: row.category,
    percent: row.percent,
    included: named(row.included_products),
    excluded: named(row.excluded_products),
    unitPriceCeiling: row.unit_price_ceiling ?? null,
    aboveCeiling: row.above_ceiling,
    hours: row.hours_calendar_id ? String(row.hours_calendar_id) : null,
    excludedComponents: listOf(row.excluded_components),
    deductible: row.deductible ?? null,
    limits: limits.filter((limit) => Number(limit.coverage_rule_id) === Number(row.id)).sort(byNumber).map(limitOf),
  }
}

function limitOf(row: Columns): CoverageLimit {
  return {
    id: `L${row.id}`,
    per: row.per,
    amount: row.kind === 'amount' ? row.figure : null,
    quantity: row.kind === 'quantity' ? row.figure : null,
    unit: row.kind === 'quantity' ? (row.unit ?? null) : null,
    categories: row.category === 'any' ? [] : [row.category as LineCategory],
    period: { unit: row.period_unit, count: Number(row.period_count), from: row.period_from },
    used: [],
  }
}

function byNumber(one: Columns, other: Columns): number {
  return Number(one.id) - Number(other.id)
}
