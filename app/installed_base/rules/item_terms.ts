import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { ItemEvent } from '#installed_base/rules/item_event'
import { handedOver, type Holding, type ItemState } from '#installed_base/rules/item_state'
import { NOT_INVOICED } from '#installed_base/rules/invoicing'
import { NOWHERE } from '#installed_base/rules/location'
import { added, taken } from '#installed_base/rules/quantity'

/** It belongs to who holds it from that day on. */
export function owned(state: ItemState, event: ItemEvent): ItemState {
  return { ...state, ownership: 'owned', warrantyStartsOn: event.on, expectedBackOn: null, invoicing: NOT_INVOICED }
}

/** It works from that day on, where it was put. */
export function installed(state: ItemState, event: ItemEvent): ItemState {
  const place = event.place ?? state.place
  return { ...state, status: 'installed', installedOn: event.on, place, location: event.facts.location ?? state.location }
}

/** A person decided that it is as it is, about all that was known by then. */
export function settled(state: ItemState, event: ItemEvent): ItemState {
  const left = (open: number | null) => ((open ?? 0) < event.id ? null : open)
  return { ...state, reviewOf: left(state.reviewOf), invoicing: { ...state.invoicing, doubt: left(state.invoicing.doubt) } }
}

/** Lent or left on consignment: it is ours again, without warranty; one that had come back goes out anew. */
export function entrusted(state: ItemState, event: ItemEvent): ItemState {
  const ownership = event.kind === 'lent' ? ('loaned' as const) : ('consigned' as const)
  const terms = { ownership, warrantyStartsOn: null, expectedBackOn: event.facts.expectedBackOn ?? null, invoicing: NOT_INVOICED }
  if (state.isOpen) return { ...heldBy(state, event.companyId, event, event.place ?? state.place), ...terms }
  return {
    ...state,
    ...terms,
    status: 'delivered',
    isOpen: true,
    returnedOn: null,
    installedOn: null,
    companyId: event.companyId,
    orderingCompanyId: event.companyId,
    place: event.place,
    location: event.facts.location ?? NOWHERE,
    quantity: event.quantity,
    deliveredOn: event.on,
    deliveredQuantity: event.quantity,
    holdings: handedOver(state.holdings, event.companyId, event.on),
  }
}

/** Another company holds it from that day on; what stood nowhere known stands nowhere known again. */
export function heldBy(state: ItemState, companyId: number, event: ItemEvent, place: string | null): ItemState {
  const { location } = event.facts
  if (companyId === state.companyId) return { ...state, place: place ?? state.place, location: location ?? state.location }
  return { ...state, companyId, place, location: location ?? NOWHERE, holdings: handedOver(state.holdings, companyId, event.on) }
}

/** What a person corrected; of an item that nobody holds any more only when and how it came. */
export function corrected(state: ItemState, event: ItemEvent): ItemState {
  const { facts } = event
  const deliveredOn = facts.deliveredOn ?? state.deliveredOn
  const ownership = facts.ownership ?? state.ownership
  const expectedBackOn = facts.expectedBackOn === undefined ? state.expectedBackOn : facts.expectedBackOn
  const orderingCompanyId = facts.orderingCompanyId ?? state.orderingCompanyId
  const known = { ...state, ownership, deliveredOn, expectedBackOn, orderingCompanyId, holdings: heldSince(state.holdings, state.deliveredOn, deliveredOn) }
  const fromDelivery = state.warrantyStartsOn === null || state.warrantyStartsOn === state.deliveredOn
  const warranted = { ...known, warrantyStartsOn: ownership !== 'owned' ? null : fromDelivery ? deliveredOn : state.warrantyStartsOn }
  if (!state.isOpen) return warranted

  const place = facts.place === undefined ? state.place : facts.place
  const location = facts.location ?? state.location
  const moved = facts.companyId === undefined ? { ...warranted, place, location } : heldBy(warranted, facts.companyId, event, place)
  const quantity = facts.quantity ?? state.quantity
  return { ...moved, quantity, deliveredQuantity: added(state.deliveredQuantity, taken(quantity, state.quantity)) }
}

/** The stay that began on one day began on another, unless it would then meet its neighbours. */
function heldSince(holdings: Holding[], was: CalendarDate, is: CalendarDate): Holding[] {
  return holdings.map((one, at) => {
    const fits = (one.to === null || is < one.to) && (at === 0 || holdings[at - 1].to! <= is)
    return one.from === was && fits ? { ...one, from: is } : one
  })
}
