import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { EventFacts, ItemEvent, Ownership } from '#installed_base/rules/item_event'
import type { Location } from '#installed_base/rules/location'
import { quantityThread, serialThread } from '#installed_base/rules/keys'
import { quantity } from '#installed_base/rules/quantity'

export interface Registered {
  code: string
  productId: number
  companyId: number
  serial: string | null
  quantity: string
  ownership: Ownership
  place: string | null
  on: CalendarDate
  location?: Location
  orderingCompanyId?: number
  expectedBackOn?: CalendarDate | null
}

/** The event by which a person brings an item into being that no document tells about. */
export function registration(item: Registered): Omit<ItemEvent, 'id'> {
  const serial = item.serial?.trim() || null
  const threadKey = serial ? serialThread(item.productId, serial) : quantityThread(item.productId, item.companyId)
  return {
    sourceKey: `hand/${item.code}`,
    threadKey,
    itemKey: serial ? threadKey : `hand/${item.code}`,
    kind: 'registered',
    on: item.on,
    isCancelled: false,
    productId: item.productId,
    serial,
    companyId: item.companyId,
    quantity: serial ? '1' : quantity(item.quantity),
    place: item.place,
    orderLine: null,
    facts: told({ ownership: item.ownership, location: item.location, orderingCompanyId: item.orderingCompanyId, expectedBackOn: item.expectedBackOn }),
  }
}

function told(facts: EventFacts): EventFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== null))
}
