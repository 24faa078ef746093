import { choiceField, has, listField, NotASpecification, objectField, optional, pathOf, type Fields } from '#shared/specification/fields'
import {
  booleanOr,
  choiceOr,
  dayField,
  dayOrNull,
  decimalField,
  decimalOrNull,
  nameField,
  nameOrNull,
  onlyFields,
  pointsField,
  signedPointsField,
  wholeField,
} from '#points/rules/replay_fields'
import { LOT_SOURCES, type Lot } from '#points/rules/lot'
import type { ReplayEvent } from '#points/rules/replay_events'

const KINDS = ['open', 'consume', 'debit', 'reverse', 'expire', 'correct', 'withdraw', 'extend'] as const
const MAX_PRIORITY = 1_000_000
const LOT_FIELDS = ['id', 'points', 'unitValue', 'source', 'validFrom', 'expiresOn', 'priority', 'bonus']

/** Reads a lot. @throws {NotASpecification} */
export function lotFrom(fields: Fields): Lot {
  onlyFields(fields, LOT_FIELDS)
  const validFrom = dayField(fields, 'validFrom')
  const expiresOn = dayOrNull(fields, 'expiresOn')
  if (expiresOn !== null && expiresOn <= validFrom) throw new NotASpecification(pathOf(fields, 'expiresOn'), 'must come after validFrom')
  const points = pointsField(fields, 'points')
  if (points === 0) throw new NotASpecification(pathOf(fields, 'points'), 'must be above zero')
  return {
    id: nameField(fields, 'id'),
    points,
    unitValue: decimalOrNull(fields, 'unitValue'),
    source: choiceOr(fields, 'source', LOT_SOURCES, 'contract'),
    validFrom,
    expiresOn,
    priority: wholeField(fields, 'priority', -MAX_PRIORITY, MAX_PRIORITY, 0),
    isBonus: booleanOr(fields, 'bonus', false),
  }
}

/** Reads one event. @throws {NotASpecification} */
export function eventFrom(fields: Fields): ReplayEvent {
  const kind = choiceField(fields, 'kind', KINDS)
  const on = dayField(fields, 'on')
  const dated = { key: kind === 'expire' && !has(fields, 'key') ? `expire ${on}` : nameField(fields, 'key'), on }
  const known = (...names: string[]) => onlyFields(fields, ['kind', 'key', 'on', ...names])
  switch (kind) {
    case 'open':
      known('lot')
      return { kind, ...dated, lot: objectField(fields, 'lot', lotFrom) }
    case 'consume':
      known('points', 'request')
      return { kind, ...dated, points: pointsField(fields, 'points'), request: nameOrNull(fields, 'request') }
    case 'debit':
      known('request', 'item', 'customer', 'skill', 'lines')
      return { kind, ...dated, debit: requestFrom(fields) }
    case 'reverse':
      known('of', 'points')
      return { kind, ...dated, of: nameField(fields, 'of'), points: optional(fields, 'points', () => pointsField(fields, 'points')) ?? null }
    case 'withdraw':
      known('lots')
      return { kind, ...dated, lots: lotNames(fields) }
    case 'extend':
      known('lots', 'until')
      return { kind, ...dated, lots: listField(fields, 'lots', nextLot), until: dayOrNull(fields, 'until') }
    case 'correct': {
      known('points', 'reason', 'lot', 'expiresOn')
      const points = signedPointsField(fields, 'points')
      if (points === 0) throw new NotASpecification(pathOf(fields, 'points'), 'must not be zero')
      return { kind, ...dated, points, reason: nameField(fields, 'reason'), lot: nameOrNull(fields, 'lot'), expiresOn: dayOrNull(fields, 'expiresOn') }
    }
    default:
      known()
      return { kind, ...dated }
  }
}

/** Names of lots: `[{"id": …}]`. */
function lotNames(fields: Fields): string[] {
  return listField(fields, 'lots', (lot) => {
    onlyFields(lot, ['id'])
    return nameField(lot, 'id')
  })
}

/** A lot and the one in which it goes on: `{"id": …, "next": …}`. */
function nextLot(fields: Fields) {
  onlyFields(fields, ['id', 'next'])
  return { id: nameField(fields, 'id'), next: nameField(fields, 'next') }
}

function requestFrom(fields: Fields) {
  const text = (name: string) => nameOrNull(fields, name)
  const lines = listField(fields, 'lines', (line) => {
    onlyFields(line, ['product', 'quantity'])
    return { product: nameField(line, 'product'), quantity: decimalField(line, 'quantity') }
  })
  return { request: text('request'), item: text('item'), customer: text('customer'), skill: text('skill'), lines }
}
