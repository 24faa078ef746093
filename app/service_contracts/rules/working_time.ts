import { IANAZone } from 'luxon'
import { dateOfDay, weekdayOf } from '#shared/calendar/calendar_date'
import { hoursRange, type HoursCalendar } from '#service_contracts/rules/coverage/covered_hours'

/** A stretch of time, in milliseconds since 1970 UTC; `to` does not belong to it. */
export interface Stretch {
  from: number
  to: number
}

/** The opening hours of a calendar as stretches of time that passes. */
export interface WorkingTime {
  /** Milliseconds of opening hours between two instants; 0 when `to` is not after `from`. */
  between(from: number, to: number): number
  /** The instant at which so many milliseconds of opening hours have passed; null when the calendar does not open in time. */
  after(from: number, milliseconds: number): number | null
}

const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** A calendar that has not given the time asked for in twenty years never will. */
const DAYS_AHEAD = 7305

/**
 * Reads a calendar as working time. Ranges are read on the wall clock of its zone and count as
 * long as they last: on the day on which clocks go forward a range over that hour is an hour shorter.
 */
export function workingTime(calendar: HoursCalendar): WorkingTime {
  const zone = IANAZone.create(calendar.timeZone)
  const known = new Map<number, Stretch[]>()
  const openings = (day: number) => {
    const stretches = known.get(day) ?? openingsOn(day, calendar, zone)
    known.set(day, stretches)
    return stretches
  }
  return {
    between(from, to) {
      let sum = 0
      for (let day = localDay(from, zone); to > from && day <= localDay(to, zone); day += 1) {
        for (const opening of openings(day)) sum += Math.max(0, Math.min(opening.to, to) - Math.max(opening.from, from))
      }
      return sum
    },
    after(from, milliseconds) {
      let left = milliseconds
      const first = localDay(from, zone)
      for (let day = first; day <= first + DAYS_AHEAD; day += 1) {
        for (const opening of openings(day)) {
          const begin = Math.max(opening.from, from)
          if (begin >= opening.to) continue
          if (left <= opening.to - begin) return begin + left
          left -= opening.to - begin
        }
      }
      return null
    },
  }
}

/** The opening hours of a day, in order, without overlap. */
function openingsOn(day: number, calendar: HoursCalendar, zone: IANAZone): Stretch[] {
  const date = dateOfDay(day)
  if (calendar.holidays.includes(date)) return []
  const ranges = (calendar.week[String(weekdayOf(date))] ?? []).map(hoursRange).sort((one, other) => one.from - other.from)
  const found: Stretch[] = []
  for (const range of ranges) {
    const from = Math.max(wallInstant(day * DAY + range.from * MINUTE, zone), found.at(-1)?.to ?? -Infinity)
    const to = wallInstant(day * DAY + range.to * MINUTE, zone)
    if (from < to) found.push({ from, to })
  }
  return found
}

/** The day on the wall of a zone at an instant, as a day number. */
function localDay(instant: number, zone: IANAZone): number {
  return Math.floor((instant + zone.offset(instant) * MINUTE) / DAY)
}

/**
 * The instant at which the wall clock of a zone shows a time: the first one when it shows it
 * twice, the moment of the change when clocks jump over it.
 *
 * @param wall the time on the clock's face, as milliseconds since 1970 as if it were UTC
 */
function wallInstant(wall: number, zone: IANAZone): number {
  const candidates = [zone.offset(wall - DAY), zone.offset(wall + DAY)].map((offset) => wall - offset * MINUTE)
  const shown = candidates.filter((instant) => instant + zone.offset(instant) * MINUTE === wall)
  return shown.length > 0 ? Math.min(...shown) : changeBetween(Math.min(...candidates), Math.max(...candidates), zone)
}

function changeBetween(before: number, after: number, zone: IANAZone): number {
  let [low, high] = [before, after]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zone.offset(middle) === zone.offset(before)) low = middle
    else high = middle
  }
  return high
}
