import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { ContractEvent, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { timeline } from '#service_contracts/rules/schedule'

export interface TermSpan {
  startsOn: CalendarDate
  endsOn: CalendarDate
}

/**
 * What a line brings in a term, in minor units: every instalment that begins in it.
 *
 * @throws {BillingRefused} as `reconcile`
 */
export function valueInTerm(terms: ContractLineTerms, { startsOn, endsOn }: TermSpan): number {
  return timeline(terms, startsOn, endsOn)
    .filter(({ from }) => from >= startsOn && from < endsOn)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

/** A line as it would go on into a term: until its end, with the revaluations that are due before. */
export function lineInNextTerm(terms: ContractLineTerms, term: TermSpan, revaluations: readonly ContractEvent[]): ContractLineTerms {
  const events = [...(terms.events ?? []), ...revaluations].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
  return { ...terms, end: term.endsOn, events }
}
