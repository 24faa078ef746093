import { addDays, addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import type { Term } from '#service_contracts/rules/renewal/term_series'

/** How long before the end of a term notice has to be there; `count` is 0 or more. */
export interface NoticeLength {
  count: number
  unit: 'day' | 'month'
}

/**
 * The last day on which notice against the end of a term is in time: the end minus the notice, counted
 * from the end itself. Three months before 31 May is the last day of February.
 *
 * @param endsOn first day after the term
 */
export function noticeDeadline(endsOn: CalendarDate, { count, unit }: NoticeLength): CalendarDate {
  return unit === 'day' ? addDays(endsOn, -count) : addMonthsAnchored(endsOn, -count)
}

export interface NoticeEffect {
  /** First day without the contract. */
  effectiveOn: CalendarDate
  /** The notice came after the deadline of the term that ran when it came, so that one more term follows. */
  isLate: boolean
}

/**
 * When a notice ends a contract: with the first term whose deadline it met. A notice that missed
 * the deadline of one term is in time for the next.
 *
 * @param terms those that the contract had, has and would have, in order, the last one reached by no earlier notice
 * @throws {RangeError} when the notice missed them all
 */
export function effectOfNotice(terms: readonly Term[], receivedOn: CalendarDate, notice: NoticeLength): NoticeEffect {
  const met = terms.findIndex(({ endsOn }) => receivedOn <= noticeDeadline(endsOn, notice))
  if (met < 0) throw new RangeError(`A notice of ${receivedOn} meets the deadline of none of these terms`)
  const running = terms.findIndex(({ endsOn }) => receivedOn < endsOn)
  return { effectiveOn: terms[met].endsOn, isLate: met > running }
}
