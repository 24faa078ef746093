import type { CalendarDate } from '#shared/calendar/calendar_date'
import ContractImpossible from '#service_contracts/errors/contract_impossible'

type Values = Record<string, unknown>

/**
 * Refuses a contract taken over from another system that could be billed twice: one that runs
 * has to say until when it was billed there, and that day lies within its term. Whether it ran
 * is said once, when it comes, and the points it still held until they are booked.
 *
 * @throws {ContractImpossible} naming the field
 */
export function refuseBadTakeOver(contract: Values, before: Values | null, today: CalendarDate): void {
  const { starts_on: start, ends_on: end, billed_until: billedUntil } = contract
  if (before && Boolean(contract.was_running) !== Boolean(before.was_running)) throw new ContractImpossible('was_running', 'once_only')
  const isWithin = !billedUntil || (String(billedUntil) >= String(start) && (!end || String(billedUntil) <= String(end)))
  if (!isWithin) throw new ContractImpossible('billed_until', 'billed_until')
  if (!before && contract.was_running && !billedUntil && String(start) < today) throw new ContractImpossible('billed_until', 'billed_until_needed')
  refuseBadOpening(contract, before)
}

function refuseBadOpening(contract: Values, before: Values | null): void {
  const { opening_points: points } = contract
  if (before && before.status !== 'draft' && String(points ?? '') !== String(before.opening_points ?? '')) throw new ContractImpossible('opening_points', 'opening_booked')
  if (points === null || points === undefined) return
  if (contract.kind !== 'points') throw new ContractImpossible('opening_points', 'opening_kind')
  if (String(points).startsWith('-')) throw new ContractImpossible('opening_points', 'opening_negative')
  if (/\.\d*[1-9]\d*$/.test(String(points)) && !/^\d+(\.\d{1,2}0*)?$/.test(String(points))) throw new ContractImpossible('opening_points', 'opening_decimals')
}
