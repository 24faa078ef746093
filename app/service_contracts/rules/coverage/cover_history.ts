import type { CalendarDate } from '#shared/calendar/calendar_date'

/** One contract that covered an item for a while. */
export interface Covering {
  id: string
  number: string | null
  class: string
  isDirect: boolean
  level: number
}

/** Days on which the same contracts covered an item for the same holder, half-open; `to` is null while they do. */
export interface CoverStretch {
  from: CalendarDate
  to: CalendarDate | null
  companyId: number
  covers: Covering[]
}

/**
 * Joins stretches that follow each other without a change. What is not covered stays a stretch of its own,
 * without covers, so that a gap is seen.
 *
 * @param stretches in the order of their days
 */
export function joinedStretches(stretches: readonly CoverStretch[]): CoverStretch[] {
  const joined: CoverStretch[] = []
  for (const one of stretches) {
    const last = joined.at(-1)
    if (last && last.to === one.from && last.companyId === one.companyId && sameCovers(last.covers, one.covers)) last.to = one.to
    else joined.push({ ...one })
  }
  return joined
}

/** The stretch in which a day lies, or null when nobody held the item then. */
export function stretchOn(stretches: readonly CoverStretch[], day: CalendarDate): CoverStretch | null {
  return stretches.find(({ from, to }) => from <= day && (to === null || day < to)) ?? null
}

/** The days on which something may change within a stay: its first day, and each of `days` inside it. */
export function stretchesOf(from: CalendarDate, to: CalendarDate | null, days: Iterable<CalendarDate>): { from: CalendarDate; to: CalendarDate | null }[] {
  const inside = [...new Set(days)].filter((day) => from < day && (to === null || day < to)).sort()
  const starts = [from, ...inside]
  return starts.map((start, at) => ({ from: start, to: starts[at + 1] ?? to }))
}

function sameCovers(one: readonly Covering[], other: readonly Covering[]): boolean {
  return one.length === other.length && one.every(({ id, level }, at) => id === other[at].id && level === other[at].level)
}
