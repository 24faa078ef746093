import { currencyExponent, isCurrency } from '#shared/money/currency'
import {
  CLASS_ORDER,
  LINE_CATEGORIES,
  type CaseItem,
  type CaseLine,
  type CoverageCase,
  type CoverageClass,
  type CoveragePolicy,
} from '#service_contracts/rules/coverage/coverage_case'
import { daysFrom, refuseUnknownCalendars, rangesFrom } from '#service_contracts/rules/coverage/calendar_reader'
import { contractFrom } from '#service_contracts/rules/coverage/contract_reader'
import { decimalField, idField, idOrNull, instantField, onlyFields, refuseTwice, switchField, textsField, zoneField } from '#service_contracts/rules/coverage/case_fields'
import { choiceField, fieldsOf, has, listField, NotASpecification, objectField, optional, pathOf, textField, type Fields } from '#shared/specification/fields'

const NAMES = 'id currency customer orderingParty creditHold requestedAt interventionAt skill policy items lines contracts calendars'.split(' ')

/**
 * Reads one coverage case from parsed JSON. What it accepts, `decide` answers.
 *
 * @param path where the case stands in the input, such as `[2]`
 * @throws {NotASpecification} with the path of the first field that is missing, unknown or wrong
 */
export function coverageCaseFrom(input: unknown, path = ''): CoverageCase {
  const fields = fieldsOf(input, path)
  onlyFields(fields, NAMES)
  const currency = textField(fields, 'currency')
  if (!isCurrency(currency)) throw new NotASpecification(pathOf(fields, 'currency'), 'must be an ISO 4217 currency such as EUR')
  const exponent = currencyExponent(currency)
  const items = listField(fields, 'items', itemFrom)
  const calendars = listField(fields, 'calendars', calendarFrom)
  const request: CoverageCase = {
    id: idOrNull(fields, 'id'),
    currency,
    customer: idField(fields, 'customer'),
    orderingParty: idOrNull(fields, 'orderingParty'),
    creditHold: switchField(fields, 'creditHold', false),
    requestedAt: instantField(fields, 'requestedAt'),
    interventionAt: optional(fields, 'interventionAt', () => instantField(fields, 'interventionAt')) ?? null,
    skill: textsField(fields, 'skill'),
    policy: has(fields, 'policy') ? objectField(fields, 'policy', policyFrom) : { classOrder: CLASS_ORDER, percentOf: 'line' },
    items,
    lines: listField(fields, 'lines', (line) => lineFrom(line, items, exponent)),
    contracts: listField(fields, 'contracts', (contract) => contractFrom(contract, currency, exponent)),
    calendars,
  }
  for (const name of ['items', 'lines', 'contracts', 'calendars'] as const) refuseTwice(request[name].map(({ id }) => id), pathOf(fields, name))
  refuseUnknownCalendars(request, pathOf(fields, 'contracts'))
  return request
}

function policyFrom(fields: Fields): CoveragePolicy {
  onlyFields(fields, ['classOrder', 'percentOf'])
  const order = textsField(fields, 'classOrder') as (CoverageClass | 'billable')[]
  const wrong = order.findIndex((name, index) => !CLASS_ORDER.includes(name) || order.indexOf(name) !== index)
  if (wrong >= 0) throw new NotASpecification(`${pathOf(fields, 'classOrder')}[${wrong}]`, `must be one of ${CLASS_ORDER.join(', ')}, each once`)
  return {
    classOrder: order.length > 0 ? order : CLASS_ORDER,
    percentOf: optional(fields, 'percentOf', () => choiceField(fields, 'percentOf', ['line', 'remaining'])) ?? 'line',
  }
}

function itemFrom(fields: Fields): CaseItem {
  onlyFields(fields, ['id', 'serial', 'product', 'family', 'group', 'site', 'place', 'path'])
  return {
    id: idField(fields, 'id'),
    serial: idOrNull(fields, 'serial'),
    product: idOrNull(fields, 'product'),
    family: idOrNull(fields, 'family'),
    group: idOrNull(fields, 'group'),
    site: idOrNull(fields, 'site'),
    place: optional(fields, 'place', () => textField(fields, 'place')) ?? null,
    path: textsField(fields, 'path'),
  }
}

function lineFrom(fields: Fields, items: readonly CaseItem[], exponent: number): CaseLine {
  onlyFields(fields, ['id', 'item', 'category', 'product', 'family', 'component', 'quantity', 'unit', 'amount', 'at'])
  const item = idOrNull(fields, 'item') ?? (items.length === 1 ? items[0].id : null)
  if (item === null && items.length > 1) throw new NotASpecification(pathOf(fields, 'item'), 'must name one of the items')
  if (item !== null && !items.some(({ id }) => id === item)) throw new NotASpecification(pathOf(fields, 'item'), `must name one of the items, not "${item}"`)
  const quantity = optional(fields, 'quantity', () => decimalField(fields, 'quantity', 6)) ?? '1'
  if (/^0+(\.0+)?$/.test(quantity)) throw new NotASpecification(pathOf(fields, 'quantity'), 'must be greater than zero')
  return {
    id: idField(fields, 'id'),
    item,
    category: choiceField(fields, 'category', LINE_CATEGORIES),
    product: idOrNull(fields, 'product'),
    family: idOrNull(fields, 'family'),
    component: idOrNull(fields, 'component'),
    quantity,
    unit: idOrNull(fields, 'unit'),
    amount: decimalField(fields, 'amount', exponent),
    at: optional(fields, 'at', () => instantField(fields, 'at')) ?? null,
  }
}

function calendarFrom(fields: Fields) {
  onlyFields(fields, ['id', 'timeZone', 'week', 'holidays'])
  return { id: idField(fields, 'id'), timeZone: zoneField(fields, 'timeZone'), week: rangesFrom(fields, 'week'), holidays: daysFrom(fields, 'holidays') }
}
