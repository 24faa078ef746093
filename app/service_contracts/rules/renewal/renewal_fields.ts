import type { CalendarDate } from '#shared/calendar/calendar_date'
import { addMonthsAnchored } from '#shared/calendar/calendar_date'
import RenewalImpossible from '#service_contracts/errors/renewal_impossible'
import { noticeDeadline } from '#service_contracts/rules/renewal/notice_deadline'

type Values = Record<string, any>

/**
 * Refuses terms of renewal that mean nothing.
 *
 * @throws {RenewalImpossible} naming the field and what it may hold
 */
export function refuseBadRenewal(values: Values): void {
  for (const name of ['renewal_months', 'term_months']) {
    if (values[name] && !(Number(values[name]) >= 1 && Number(values[name]) <= 1200)) throw new RenewalImpossible(name, 'months')
  }
  const longest = values.notice_unit === 'day' ? 1826 : 60
  if (!(Number(values.notice_count ?? 0) >= 0 && Number(values.notice_count ?? 0) <= longest)) throw new RenewalImpossible('notice_count', 'notice_length')
  const [from, to] = [values.reminder_from_days ?? null, values.reminder_to_days ?? null]
  if ((from === null) !== (to === null) || (from !== null && Number(from) < Number(to))) throw new RenewalImpossible('reminder_from_days', 'reminder')
}

/**
 * The last day on which a decision about the end of a term is in time: the notice deadline, or the
 * end itself where nothing is renewed any more, be it by notice; null without an end.
 */
export function deadlineOf(contract: Values): CalendarDate | null {
  if (!contract.ends_on) return null
  if (contract.notice_effective_on && contract.notice_effective_on <= contract.ends_on) return contract.ends_on
  if (contract.renewal_mode === 'none') return contract.ends_on
  return noticeDeadline(contract.ends_on, { count: Number(contract.notice_count), unit: contract.notice_unit })
}

/** The end of a first term that was agreed in months; null where the end or no length was given. */
export function firstEnd({ starts_on: start, ends_on: end, term_months: months, renewal_mode: mode }: Values): CalendarDate | null {
  return !end && months && mode !== 'none' ? addMonthsAnchored(start, Number(months)) : null
}
