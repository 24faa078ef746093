import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Points } from '#points/rules/points'

export const LOT_SOURCES = ['contract', 'tokens', 'purchase', 'gesture', 'recharge', 'correction', 'reversal'] as const
export type LotSource = (typeof LOT_SOURCES)[number]

/** Points that came together and are worth and last the same. */
export interface Lot {
  id: string
  points: Points
  /** What one point is worth, decimal text in the account's currency; null for nothing. */
  unitValue: string | null
  source: LotSource
  /** First day on which it can be used. */
  validFrom: CalendarDate
  /** First day on which it can no longer be used; null for never. */
  expiresOn: CalendarDate | null
  /** Lower is taken first. */
  priority: number
  isBonus: boolean
}

/** A lot and what is left in it. */
export interface HeldLot extends Lot {
  remaining: Points
  /** It should not have been given: nothing of it can be used any more. */
  isWithdrawn?: boolean
  /** The lot in which its points go on, when they last longer than it does. */
  nextId?: string | null
}

/** Whether a lot has points that can be used on a day. */
export function isUsable({ validFrom, expiresOn, remaining, isWithdrawn }: HeldLot, day: CalendarDate): boolean {
  return remaining > 0 && !isWithdrawn && validFrom <= day && !hasExpired(expiresOn, day)
}

/** Whether the last day of a lot lies before a day. */
export function hasExpired(expiresOn: CalendarDate | null, day: CalendarDate): boolean {
  return expiresOn !== null && expiresOn <= day
}

/**
 * The order in which lots are used up: priority, those that expire first, bonus before paid,
 * the older first, id. No two lots are equal, so that the answer never depends on the input's order.
 */
export function consumptionOrder(one: Lot, other: Lot): number {
  return (
    one.priority - other.priority ||
    compareText(one.expiresOn ?? '~', other.expiresOn ?? '~') ||
    Number(other.isBonus) - Number(one.isBonus) ||
    compareText(one.validFrom, other.validFrom) ||
    compareIds(one.id, other.id)
  )
}

/** Numbers by their size and before any other text, the rest by its characters. */
export function compareIds(one: string, other: string): number {
  const numeric = [one, other].map((id) => /^\d{1,15}$/.test(id))
  if (numeric[0] && numeric[1]) return Number(one) - Number(other) || compareText(one, other)
  return numeric[0] === numeric[1] ? compareText(one, other) : numeric[0] ? -1 : 1
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
