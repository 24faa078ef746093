import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { ItemState } from '#installed_base/rules/item_state'
import { NOWHERE, sameLocation, type Location } from '#installed_base/rules/location'

/** Days on which a company held the item at one place, half-open; `to` is null while it does. */
export interface Stay {
  companyId: number
  place: string | null
  location: Location
  from: CalendarDate
  to: CalendarDate | null
}

/** Where the item stood and who held it, one after the other; what lasted no day leaves no trace. */
export function staysOf({ holdings, steps }: Pick<ItemState, 'holdings' | 'steps'>): Stay[] {
  return holdings.flatMap(({ companyId, from, to }) => {
    const stays: Stay[] = []
    for (const { event, toPlace, toLocation, toCompanyId } of steps) {
      if (toCompanyId !== companyId || event.on >= (to ?? '9999-12-31')) continue
      const on = event.on < from ? from : event.on
      const last = stays.at(-1)
      if (last && last.place === toPlace && sameLocation(last.location, toLocation)) continue
      if (last && last.from === on) stays.pop()
      else if (last) last.to = on
      stays.push({ companyId, place: toPlace, location: toLocation, from: on, to })
    }
    if (stays.length > 0) stays[0].from = from
    return stays.length > 0 ? stays : [{ companyId, place: null, location: NOWHERE, from, to }]
  })
}
