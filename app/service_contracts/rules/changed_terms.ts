import { addDays } from '#shared/calendar/calendar_date'
import type { ContractEvent, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { refuseUnmatchedSuspensions } from '#service_contracts/rules/refusals'
import { timeline } from '#service_contracts/rules/schedule'

/**
 * The terms of a line once a dated change is added to those it has.
 *
 * @throws {BillingRefused} when the line could not be billed in the year after the change
 */
export function changedTerms(terms: ContractLineTerms, event: ContractEvent): ContractLineTerms {
  const events = [...(terms.events ?? []), event].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
  const changed = { ...terms, events }
  refuseUnmatchedSuspensions(events)
  timeline(changed, event.on, addDays(event.on, 366))
  return changed
}
