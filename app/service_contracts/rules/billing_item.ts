import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { PeriodLength, Proration } from '#service_contracts/rules/contract_line_terms'

/** A row of the billed ledger of one line. Credits carry a negative amount. */
export interface BilledSegment {
  from: CalendarDate
  to: CalendarDate
  /** By default a negative amount is a credit and any other a charge. */
  kind?: 'recurring' | 'credit'
  amountMinor: number
  /** What was credited on this charge without naming days, in minor units, 0 or more. */
  creditedMinor?: number
  /** The ledger's own name for the row, and for a credit the row that it corrects. */
  id?: string | number
  corrects?: string | number | null
}

/** The share of a whole period, exact; reduced or not. */
export interface Share {
  num: number
  den: number
}

/** What an amount was computed from, for the explanation next to it. */
export interface BillingBasis {
  price: string
  quantity: string
  priceBase: PeriodLength | null
  /** `whole` for a period billed in full length, `ledger` for a share of a charge no terms explain. */
  rule: Proration | 'whole' | 'full' | 'ledger'
  /** The whole anchored period the days belong to; the first one, when several are billed as one. */
  periodFrom: CalendarDate
  periodTo: CalendarDate
}

/** One line of an invoice (`recurring`) or of a credit note (`credit`, the opposite sign). */
export interface BillingItem {
  from: CalendarDate
  /** Exclusive. */
  to: CalendarDate
  kind: 'recurring' | 'credit'
  amountMinor: number
  billDate: CalendarDate
  ratio: Share
  /** For a credit: the ledger's name for the charge it corrects. */
  corrects: string | number | null
  /** For a credit after a termination: whether the money is to be paid back. */
  settlement: 'credit' | 'refund' | null
  basis: BillingBasis
}
