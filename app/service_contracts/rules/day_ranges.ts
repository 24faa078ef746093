import type { DayNumber } from '#shared/calendar/day_number'

/** A half-open stretch of days, as day numbers. Lists of them are sorted and disjoint. */
export interface DayRange {
  from: DayNumber
  to: DayNumber
}

/** Later than every day that can be billed: the end of what has no end. */
export const FOREVER: DayNumber = 10_000_000

/** `range` without the days of `holes`. */
export function withoutRanges(range: DayRange, holes: readonly DayRange[]): DayRange[] {
  if (holes.length === 0) return range.from < range.to ? [range] : []

  const left: DayRange[] = []
  let from = range.from
  for (const hole of holes) {
    if (hole.to <= from) continue
    if (hole.from >= range.to) break
    if (hole.from > from) left.push({ from, to: hole.from })
    from = hole.to
  }
  if (from < range.to) left.push({ from, to: range.to })
  return left
}

/** The same days in as few ranges as possible, sorted. */
export function mergedRanges(ranges: readonly DayRange[]): DayRange[] {
  const merged: DayRange[] = []
  for (const { from, to } of [...ranges].sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}
