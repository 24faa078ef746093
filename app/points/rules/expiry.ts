import type { CalendarDate } from '#shared/calendar/calendar_date'
import { booking, type AccountState, type Booking } from '#points/rules/account'
import { consumptionOrder, hasExpired } from '#points/rules/lot'
import { lotPlace } from '#points/rules/move'

/** Writes off what is left in lots whose last day has passed. Booked again on the same day it does nothing. */
export function bookExpiry(state: AccountState, day: CalendarDate): Booking {
  const expired = state.lots.filter(({ remaining, expiresOn }) => remaining > 0 && hasExpired(expiresOn, day))
  return booking(
    expired
      .sort(consumptionOrder)
      .map(({ id, remaining }) => ({ kind: 'expire', from: lotPlace(id), to: 'expired', points: remaining, about: null, origin: null }))
  )
}
