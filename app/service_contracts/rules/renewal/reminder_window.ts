import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'

/** Between how many days before the notice deadline a customer is reminded in writing; `from` is the larger one. */
export interface ReminderDays {
  from: number
  to: number
}

export interface ReminderWindow {
  opensOn: CalendarDate
  /** The last day of the window. */
  closesOn: CalendarDate
}

/**
 * The days in which the written reminder of a renewal has to leave, both included. Some laws
 * ask for one: in New York 30 to 15 days before the notice limit (General Obligations Law § 5-903).
 */
export function reminderWindow(deadlineOn: CalendarDate, { from, to }: ReminderDays): ReminderWindow {
  return { opensOn: addDays(deadlineOn, -Math.max(from, to)), closesOn: addDays(deadlineOn, -Math.min(from, to)) }
}

/**
 * How a reminder stands on a day: `early`, `open`, or `missed` once its window has closed.
 */
export function reminderOn(window: ReminderWindow, today: CalendarDate): 'early' | 'open' | 'missed' {
  if (today < window.opensOn) return 'early'
  return today <= window.closesOn ? 'open' : 'missed'
}
