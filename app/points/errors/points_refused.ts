import { DomainError } from '#shared/errors/domain_error'
import { filledIn } from '#shared/errors/filled_in'
import type { Booking, BookingRefusal } from '#points/rules/account'
import { pointsText } from '#points/rules/points'

const SENTENCES: Record<BookingRefusal, string> = {
  INSUFFICIENT: '{needed} points are needed and {available} can be used; add points first, or take fewer',
  OVER_LIMIT: '{needed} points are needed and with the agreed overdraft {available} can be used; add points first, or take fewer',
  NOTHING_LEFT_TO_REVERSE: 'Of this consumption {available} points are left to give back',
  UNKNOWN_CONSUMPTION: 'There is no such consumption on this account',
  UNKNOWN_LOT: 'There is no such lot on this account',
  LOT_EXPIRED: 'The lot has expired; open a new one',
  LOT_TOO_SMALL: 'Only {available} points can be taken away',
  LOT_TAKEN: 'A lot of this name was opened before',
  KEY_TAKEN: 'Something else was booked under this key before',
}

/** The rules of points refuse a booking. */
export default class PointsRefused extends DomainError {
  static code = 'E_POINTS_REFUSED'
  readonly key: string
  readonly values: Record<string, string>

  constructor(
    refusal: NonNullable<Booking['refusal']>,
    readonly field?: string
  ) {
    const values = { needed: pointsText(refusal.needed), available: pointsText(refusal.available) }
    super(filledIn(SENTENCES[refusal.code], values))
    this.key = `points.errors.${refusal.code}`
    this.values = values
  }
}
