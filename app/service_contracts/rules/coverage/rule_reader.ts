import { LINE_CATEGORIES, type LineCategory } from '#service_contracts/rules/coverage/coverage_case'
import {
  LIMIT_SPANS,
  type CategoryRule,
  type CoverageLimit,
  type CoverageRule,
  type ItemScope,
  type LimitPeriodLength,
  type LimitUse,
  type SkillScope,
} from '#service_contracts/rules/coverage/coverage_terms'
import { decimalField, decimalOrNull, idField, idOrNull, onlyFields, refuseTwice, textsField } from '#service_contracts/rules/coverage/case_fields'
import { choiceField, has, integerField, listField, NotASpecification, objectField, optional, pathOf, type Fields } from '#shared/specification/fields'

const CATEGORIES = [...LINE_CATEGORIES, 'any'] as const
const UNIT_PRICE_DECIMALS = 12
const PERCENT_DECIMALS = 6
const QUANTITY_DECIMALS = 6
const MAX_COUNT = 1200
const YEARLY: LimitPeriodLength = { unit: 'year', count: 1, from: 'contract' }

/** Reads one rule. @throws {NotASpecification} with the path of the first field that is wrong */
export function ruleFrom(fields: Fields, exponent: number): CoverageRule {
  onlyFields(fields, ['id', 'item', 'skills', 'excludedComponents', 'categories', 'limits'])
  const categories = listField(fields, 'categories', (category) => categoryFrom(category, exponent))
  refuseTwice(categories.map(({ id }) => id), pathOf(fields, 'categories'))
  return {
    id: idField(fields, 'id'),
    item: optional(fields, 'item', () => objectField(fields, 'item', itemScopeFrom)) ?? null,
    skills: skillScopeFrom(fields, 'skills'),
    excludedComponents: textsField(fields, 'excludedComponents'),
    categories,
    limits: listField(fields, 'limits', (limit) => limitFrom(limit, exponent)),
  }
}

/** Reads what an item rule reaches. @throws {NotASpecification} */
export function itemScopeFrom(fields: Fields): ItemScope {
  const kind = choiceField(fields, 'kind', ['item', 'component', 'product', 'group', 'site', 'all'])
  const names = { item: ['item', 'serial'], component: ['item', 'path'], product: ['product'], group: ['group'], site: ['site', 'place'], all: [] }
  onlyFields(fields, ['kind', ...names[kind]])
  switch (kind) {
    case 'item':
      if (has(fields, 'item') === has(fields, 'serial')) throw new NotASpecification(pathOf(fields, 'item'), 'must be given, or the serial instead, not both')
      return { kind, item: idOrNull(fields, 'item'), serial: idOrNull(fields, 'serial') }
    case 'component':
      return { kind, item: idField(fields, 'item'), path: idOrNull(fields, 'path') ?? '' }
    case 'product':
      return { kind, product: idField(fields, 'product') }
    case 'group':
      return { kind, group: idField(fields, 'group') }
    case 'site':
      return { kind, site: idField(fields, 'site'), place: idOrNull(fields, 'place') }
    case 'all':
      return { kind }
  }
}

/** Reads `all` or a list of skills; null when left out. @throws {NotASpecification} */
export function skillScopeFrom(fields: Fields, name: string): SkillScope | null {
  if (!has(fields, name)) return null
  return fields.values[name] === 'all' ? 'all' : textsField(fields, name)
}

/** Reads one limit; it has an amount or a quantity, never both. @throws {NotASpecification} */
export function limitFrom(fields: Fields, exponent: number): CoverageLimit {
  onlyFields(fields, ['id', 'per', 'amount', 'quantity', 'unit', 'categories', 'period', 'used'])
  if (has(fields, 'amount') === has(fields, 'quantity')) throw new NotASpecification(pathOf(fields, 'amount'), 'must be given, or the quantity instead, not both')
  const decimals = has(fields, 'amount') ? exponent : QUANTITY_DECIMALS
  return {
    id: idField(fields, 'id'),
    per: choiceField(fields, 'per', LIMIT_SPANS),
    amount: decimalOrNull(fields, 'amount', exponent),
    quantity: decimalOrNull(fields, 'quantity', QUANTITY_DECIMALS),
    unit: idOrNull(fields, 'unit'),
    categories: categoriesFrom(fields),
    period: optional(fields, 'period', () => objectField(fields, 'period', periodFrom)) ?? YEARLY,
    used: usedFrom(fields, decimals),
  }
}

function categoryFrom(fields: Fields, exponent: number): CategoryRule {
  onlyFields(fields, ['id', 'category', 'percent', 'included', 'excluded', 'unitPriceCeiling', 'aboveCeiling', 'hours', 'excludedComponents', 'deductible', 'limits'])
  return {
    id: idField(fields, 'id'),
    category: choiceField(fields, 'category', CATEGORIES),
    percent: decimalField(fields, 'percent', PERCENT_DECIMALS, '100'),
    included: textsField(fields, 'included'),
    excluded: textsField(fields, 'excluded'),
    unitPriceCeiling: decimalOrNull(fields, 'unitPriceCeiling', UNIT_PRICE_DECIMALS),
    aboveCeiling: optional(fields, 'aboveCeiling', () => choiceField(fields, 'aboveCeiling', ['cap', 'refuse'])) ?? 'cap',
    hours: idOrNull(fields, 'hours'),
    excludedComponents: textsField(fields, 'excludedComponents'),
    deductible: decimalOrNull(fields, 'deductible', exponent),
    limits: listField(fields, 'limits', (limit) => limitFrom(limit, exponent)),
  }
}

function categoriesFrom(fields: Fields): LineCategory[] {
  const names = textsField(fields, 'categories')
  const wrong = names.findIndex((name) => !(LINE_CATEGORIES as readonly string[]).includes(name))
  if (wrong >= 0) throw new NotASpecification(`${pathOf(fields, 'categories')}[${wrong}]`, `must be one of ${LINE_CATEGORIES.join(', ')}`)
  return names as LineCategory[]
}

function periodFrom(fields: Fields): LimitPeriodLength {
  onlyFields(fields, ['unit', 'count', 'from'])
  return {
    unit: choiceField(fields, 'unit', ['month', 'year']),
    count: optional(fields, 'count', () => integerField(fields, 'count', 1, MAX_COUNT)) ?? 1,
    from: optional(fields, 'from', () => choiceField(fields, 'from', ['contract', 'calendar'])) ?? 'contract',
  }
}

/** One figure for everything, or a list of figures by item or skill. */
function usedFrom(fields: Fields, decimals: number): LimitUse[] {
  if (!has(fields, 'used')) return []
  if (!Array.isArray(fields.values.used)) return [{ key: null, figure: decimalField(fields, 'used', decimals) }]
  return listField(fields, 'used', (use) => {
    onlyFields(use, ['key', 'figure'])
    return { key: idOrNull(use, 'key'), figure: decimalField(use, 'figure', decimals) }
  })
}
