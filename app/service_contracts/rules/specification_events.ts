import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Anchor, ContractEvent, PeriodLength, PeriodUnit, PriceMovement, Revaluation } from '#service_contracts/rules/contract_line_terms'
import {
  booleanField,
  choiceField,
  figureField,
  has,
  integerField,
  listField,
  NotASpecification,
  objectField,
  optional,
  pathOf,
  textField,
  type Fields,
} from '#shared/specification/fields'

const UNITS: readonly PeriodUnit[] = ['day', 'week', 'month', 'quarter', 'half', 'year']
const ANCHORS = ['start', 'day_of_month', 'month_end', 'calendar', 'calendar_months', 'weekday'] as const
export const MODES = ['advance', 'arrears'] as const
export const PRORATIONS = ['actual', 'none', 'actual_365', 'actual_360', 'fixed_30', 'strict_30_360', 'by_month_first'] as const
const EVENTS = ['amend', 'suspend', 'resume', 'terminate', 'revalue', 'free'] as const

/** Longest period, lead or lag a specification may ask for. */
export const MAX_COUNT = 36_600

/** Reads `{unit, count}`. @throws {NotASpecification} */
export function periodLengthFrom(fields: Fields): PeriodLength {
  return { unit: choiceField(fields, 'unit', UNITS), count: integerField(fields, 'count', 1, MAX_COUNT) }
}

/** Reads an anchor. @throws {NotASpecification} */
export function anchorFrom(fields: Fields): Anchor {
  const kind = choiceField(fields, 'kind', ANCHORS)
  switch (kind) {
    case 'day_of_month':
      return { kind, day: integerField(fields, 'day', 1, 31) }
    case 'weekday':
      return { kind, day: integerField(fields, 'day', 1, 7) }
    case 'calendar':
      return { kind, firstMonth: optional(fields, 'firstMonth', () => integerField(fields, 'firstMonth', 1, 12)) }
    default:
      return { kind }
  }
}

/** Reads one dated change. @throws {NotASpecification} */
export function eventFrom(fields: Fields): ContractEvent {
  const on = textField(fields, 'on') as CalendarDate
  const kind = choiceField(fields, 'kind', EVENTS)
  switch (kind) {
    case 'amend':
      return {
        on,
        kind,
        price: optional(fields, 'price', () => textField(fields, 'price')),
        quantity: optional(fields, 'quantity', () => textField(fields, 'quantity')),
        anchor: optional(fields, 'anchor', () => objectField(fields, 'anchor', anchorFrom)),
        period: optional(fields, 'period', () => objectField(fields, 'period', periodLengthFrom)),
        mode: optional(fields, 'mode', () => choiceField(fields, 'mode', MODES)),
        proration: optional(fields, 'proration', () => choiceField(fields, 'proration', PRORATIONS)),
      }
    case 'suspend':
      return { on, kind, extendsTerm: booleanField(fields, 'extendsTerm') }
    case 'free':
      return { on, kind, to: textField(fields, 'to') as CalendarDate, takenBack: booleanField(fields, 'takenBack') }
    case 'terminate':
      return {
        on,
        kind,
        credit: optional(fields, 'credit', () => choiceField(fields, 'credit', ['credit', 'refund', 'none'])),
        dayUsed: booleanField(fields, 'dayUsed'),
      }
    case 'revalue':
      return { on, kind, ...revaluationFrom(fields) }
    default:
      return { on, kind }
  }
}

const MOVEMENTS = ['pct', 'index', 'price', 'max', 'min'] as const

function revaluationFrom(fields: Fields): Omit<Revaluation, 'on' | 'kind'> {
  if (MOVEMENTS.filter((name) => has(fields, name)).length !== 1) {
    throw new NotASpecification(pathOf(fields, 'pct'), 'or an index, a price, a max or a min must be given, and only one of them')
  }
  const movements = (name: string) => optional(fields, name, () => listField(fields, name, movementFrom))
  return {
    ...movementFrom(fields),
    price: optional(fields, 'price', () => figureField(fields, 'price')),
    max: movements('max'),
    min: movements('min'),
    capPct: optional(fields, 'capPct', () => figureField(fields, 'capPct')),
    floorPct: optional(fields, 'floorPct', () => figureField(fields, 'floorPct')),
    effective: optional(fields, 'effective', () => choiceField(fields, 'effective', ['next_period', 'exact'])),
  }
}

function movementFrom(fields: Fields): PriceMovement {
  return {
    pct: optional(fields, 'pct', () => figureField(fields, 'pct')),
    index: optional(fields, 'index', () =>
      objectField(fields, 'index', (index) => ({ from: figureField(index, 'from'), to: figureField(index, 'to') }))
    ),
  }
}
