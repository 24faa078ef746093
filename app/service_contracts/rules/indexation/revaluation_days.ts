import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'

export interface RevaluationRhythm {
  /** Months from the start of the contract to the first revaluation. */
  firstAfterMonths: number
  /** Months from one to the next. */
  everyMonths: number
}

/** The days on which a contract is to be revalued, up to and including `until`, each counted from its start. */
export function revaluationDays(start: CalendarDate, { firstAfterMonths, everyMonths }: RevaluationRhythm, until: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = []
  for (let k = 0; ; k++) {
    const day = addMonthsAnchored(start, firstAfterMonths + k * everyMonths)
    if (day > until) return days
    days.push(day)
  }
}
