import type { CalendarDate } from '#shared/calendar/calendar_date'
import ContractImpossible from '#service_contracts/errors/contract_impossible'

type Values = Record<string, unknown>

/**
 * Refuses a contract taken over from another system that could be billed twice: one that runs
 * has to say until when it was billed there, and that day lies within its term. Whether it ran
 * is said once, when it comes.
 *
 * @throws {ContractImpossible} naming the field
 */
export function refuseBadTakeOver(contract: Values, before: Values | null, today: CalendarDate): void {
  const { starts_on: start, ends_on: end, billed_until: billedUntil } = contract
  if (before && Boolean(contract.was_running) !== Boolean(before.was_running)) throw new ContractImpossible('was_running', 'once_only')
  const isWithin = !billedUntil || (String(billedUntil) >= String(start) && (!end || String(billedUntil) <= String(end)))
  if (!isWithin) throw new ContractImpossible('billed_until', 'billed_until')
  if (!before && contract.was_running && !billedUntil && String(start) < today) throw new ContractImpossible('billed_until', 'billed_until_needed')
}
