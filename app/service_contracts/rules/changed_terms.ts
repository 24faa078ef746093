import { addDays } from '#shared/calendar/calendar_date'
import type { ContractEvent, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { inOrderOfDay } from '#service_contracts/rules/line_history'
import { refuseUnmatchedSuspensions } from '#service_contracts/rules/refusals'
import { timeline } from '#service_contracts/rules/schedule'

/**
 * The terms of a line once dated changes are added to those it has.
 *
 * @throws {BillingRefused} when the line could not be billed in the year after the first of them
 */
export function changedTerms(terms: ContractLineTerms, ...added: [ContractEvent, ...ContractEvent[]]): ContractLineTerms {
  const events = inOrderOfDay([...(terms.events ?? []), ...added])
  const changed = { ...terms, events }
  refuseUnmatchedSuspensions(events)
  timeline(changed, added[0].on, addDays(added[0].on, 366))
  return changed
}
