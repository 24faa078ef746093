import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Anchor, BillingPolicy, ContractEvent, PeriodLength, Proration, Suspension } from '#service_contracts/rules/contract_line_terms'
import type { RenewalAsked } from '#service_contracts/rules/renewal/renewal_step'

/** One more item of a contract from a day on, with its periods those of the contract. */
export interface LineAdded {
  kind: 'add'
  on: CalendarDate
  description: string
  /** Decimal text, as the price. */
  quantity: string
  price: string
  itemId: number | null
}

/**
 * Other periods from a day on, another mode or proration from the first period after it. Prices are per period, so each
 * follows its length unless they are agreed to stay.
 */
export interface ConventionAsked {
  kind: 'convention'
  on: CalendarDate
  period: PeriodLength
  anchor: Anchor
  /** As they are when left out. */
  mode?: BillingPolicy['mode']
  proration?: Proration
  scalesPrice: boolean
}

/** A suspension, with the day on which service begins again where that is agreed already. */
export type SuspensionAsked = Suspension & { until?: CalendarDate }

/** A dated change of lines as people ask for it. */
export type LineChangeAsked = Exclude<ContractEvent, Suspension> | SuspensionAsked | ConventionAsked

/** A dated change as people ask for it: of lines, of the term, or one more line. */
export type ChangeAsked = LineChangeAsked | RenewalAsked | LineAdded

/** What ending early costs besides, in minor units, with the text of its invoice line. */
export interface EndingFee {
  amount: string
  text: string
}
