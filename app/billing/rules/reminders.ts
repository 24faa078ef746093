import { daysBetween, type CalendarDate } from '#shared/calendar/calendar_date'

/** How late an invoice has to be for a reminder of this level. */
export interface LevelDays {
  level: number
  daysLate: number
}

/** The last reminder of an invoice. */
export interface LastReminder {
  level: number
  on: CalendarDate
}

/**
 * The level at which an invoice is to be reminded of today, or null. Levels follow one another, however late the invoice
 * was when it was first looked at, and the time between two of them is what their days leave between them.
 *
 * @param levels in order, their days growing
 */
export function levelDue(dueOn: CalendarDate, today: CalendarDate, levels: readonly LevelDays[], last: LastReminder | null): number | null {
  const next = levels.find(({ level }) => level > (last?.level ?? 0))
  if (!next || daysBetween(dueOn, today) < next.daysLate) return null
  if (!last) return next.level

  const before = levels.find(({ level }) => level === last.level)
  const pause = next.daysLate - (before?.daysLate ?? 0)
  return daysBetween(last.on, today) >= pause ? next.level : null
}

/** Why an invoice is left out of reminders, and until when. */
export interface Exclusion {
  kind: 'dispute' | 'promise'
  /** The last day on which it holds; null while it is not lifted. */
  until: CalendarDate | null
}

/** Whether an exclusion still holds on a day; a promise holds through its day. */
export function holds({ until }: Exclusion, today: CalendarDate): boolean {
  return until === null || until >= today
}

/** A text of a level with the names of the customer and of what is owed put in. */
export function filled(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** Why levels cannot be as they are given: their days have to grow; null when they can. */
export function levelFault(levels: readonly LevelDays[]): number | null {
  const wrong = levels.find(({ daysLate }, index) => index > 0 && daysLate <= levels[index - 1].daysLate)
  return wrong?.level ?? null
}
