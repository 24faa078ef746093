import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { BillingPolicy, ContractLineTerms, PartialPolicy, Proration } from '#service_contracts/rules/contract_line_terms'
import { anchorFrom, eventFrom, MAX_COUNT, periodLengthFrom } from '#service_contracts/rules/specification_events'
import {
  choiceField,
  fieldsOf,
  integerField,
  listField,
  objectField,
  optional,
  textField,
  type Fields,
} from '#shared/specification/fields'

const PARTIALS: readonly PartialPolicy[] = ['short', 'long', 'free', 'full']
const PRORATIONS: readonly Proration[] = [
  'actual',
  'none',
  'actual_365',
  'actual_360',
  'fixed_30',
  'strict_30_360',
  'by_month_first',
]

/** What was billed before, as a specification writes it: amounts are decimal text. */
export interface BilledText {
  from: CalendarDate
  to: CalendarDate
  amount: string
  credited?: string
}

/** One case for `billing:simulate`. Its texts may still mean nothing; `simulate` refuses those. */
export interface Specification {
  id: string | null
  terms: ContractLineTerms
  invoiced: BilledText[]
  until: CalendarDate
}

/**
 * Reads one specification, or a list of them, from parsed JSON.
 *
 * @throws {NotASpecification} with the path of the first field that is missing or of another kind
 */
export function specificationsFrom(input: unknown): Specification[] {
  if (!Array.isArray(input)) return [specificationFrom(fieldsOf(input, ''))]
  return input.map((entry, index) => specificationFrom(fieldsOf(entry, `[${index}]`)))
}

function specificationFrom(fields: Fields): Specification {
  return {
    id: optional(fields, 'id', () => textField(fields, 'id')) ?? null,
    terms: {
      currency: textField(fields, 'currency'),
      price: textField(fields, 'price'),
      quantity: optional(fields, 'quantity', () => textField(fields, 'quantity')),
      priceBase: optional(fields, 'priceBase', () => objectField(fields, 'priceBase', periodLengthFrom)),
      start: textField(fields, 'start') as CalendarDate,
      end: optional(fields, 'end', () => textField(fields, 'end') as CalendarDate) ?? null,
      billedUntil: optional(fields, 'billedUntil', () => textField(fields, 'billedUntil') as CalendarDate) ?? null,
      billing: objectField(fields, 'billing', billingFrom),
      events: listField(fields, 'events', eventFrom),
    },
    invoiced: listField(fields, 'invoiced', (row) => ({
      from: textField(row, 'from') as CalendarDate,
      to: textField(row, 'to') as CalendarDate,
      amount: textField(row, 'amount'),
      credited: optional(row, 'credited', () => textField(row, 'credited')),
    })),
    until: textField(fields, 'until') as CalendarDate,
  }
}

function billingFrom(fields: Fields): BillingPolicy {
  const days = (name: string, min: number) => optional(fields, name, () => integerField(fields, name, min, MAX_COUNT))
  const partial = (name: string) => optional(fields, name, () => choiceField(fields, name, PARTIALS))
  return {
    period: objectField(fields, 'period', periodLengthFrom),
    mode: choiceField(fields, 'mode', ['advance', 'arrears']),
    anchor: optional(fields, 'anchor', () => objectField(fields, 'anchor', anchorFrom)),
    leadDays: days('leadDays', -MAX_COUNT),
    lagDays: days('lagDays', -MAX_COUNT),
    firstPartial: partial('firstPartial'),
    lastPartial: partial('lastPartial'),
    proration: optional(fields, 'proration', () => choiceField(fields, 'proration', PRORATIONS)),
    fixedDaysInMonth: optional(fields, 'fixedDaysInMonth', () => integerField(fields, 'fixedDaysInMonth', 1, 366)),
    freeDays: days('freeDays', 0),
    freePeriods: days('freePeriods', 0),
    minInvoiceAmount: optional(fields, 'minInvoiceAmount', () => textField(fields, 'minInvoiceAmount')),
  }
}
