import type { CalendarDate } from '#shared/calendar/calendar_date'
import { arrival, born, handedOver, type Holding, type ItemState, type ItemStatus, type Step } from '#installed_base/rules/item_state'
import type { EventKind, ItemEvent } from '#installed_base/rules/item_event'
import { added, compareQuantities, isSome, smaller, taken, type Quantity } from '#installed_base/rules/quantity'

/** Kinds that end a stay, and the status in which they leave an item of which nothing remains. */
export const ENDINGS: Partial<Record<EventKind, ItemStatus>> = {
  returned: 'returned',
  handed_back: 'returned',
  exchanged: 'exchanged',
  resold: 'resold',
  scrapped: 'scrapped',
  lost: 'lost',
}

/** Endings after which the thing may still come back to us by a return document. */
const COMES_BACK: readonly EventKind[] = ['handed_back', 'exchanged', 'scrapped']

/** A serial that is delivered again: to the same company it confirms or sells a loan, to another it moves there. */
export function redelivered(state: ItemState, event: ItemEvent): ItemState {
  if (state.isOpen && state.companyId === event.companyId) {
    const place = event.place ?? state.place
    const kept = { ...state, place, orderLine: event.orderLine ?? state.orderLine, orderingCompanyId: event.companyId }
    const sold = event.kind === 'delivered' && state.ownership === 'loaned'
    return stepped(sold ? owned(kept, event) : kept, event, event.quantity, state)
  }

  const step = { ...arrival(event), fromCompanyId: state.isOpen ? state.companyId : null, fromPlace: state.place }
  return {
    ...born(event),
    steps: [...state.steps, step],
    holdings: handedOver(state.holdings, event.companyId, event.on),
  }
}

/** The ERP took a part back: first what people had handed back already, then what is still held. */
export function returnedByErp(state: ItemState, event: ItemEvent, part: Quantity): ItemState {
  const confirmed = smaller(state.unconfirmed, part)
  const rest = taken(part, confirmed)
  const known = { ...state, unconfirmed: taken(state.unconfirmed, confirmed), returnedOn: state.returnedOn ?? event.on }
  return isSome(rest) ? ended(known, event, rest) : stepped(known, event, part, state)
}

/** What a person recorded about an item. */
export function recorded(state: ItemState, event: ItemEvent): ItemState {
  switch (event.kind) {
    case 'installed':
      return stepped(
        { ...state, status: 'installed', installedOn: event.on, place: event.place ?? state.place },
        event,
        state.quantity,
        state
      )
    case 'moved':
      return stepped({ ...state, place: event.place }, event, state.quantity, state)
    case 'transferred':
      return stepped(heldBy(state, event.companyId, event, event.place), event, state.quantity, state)
    case 'bought':
      return stepped(owned(state, event), event, state.quantity, state)
    case 'corrected':
      return stepped(corrected(state, event), event, state.quantity, state)
    case 'kept':
      return stepped({ ...state, reviewOf: (state.reviewOf ?? 0) < event.id ? null : state.reviewOf }, event, state.quantity, state)
    case 'voided':
      return stepped({ ...closed(state, event, 'voided'), reviewOf: null }, event, state.quantity, state)
    case 'noted':
      return stepped(state, event, state.quantity, state)
    default:
      return endedByHand(state, event)
  }
}

function endedByHand(state: ItemState, event: ItemEvent): ItemState {
  const replacedByKey = event.facts.replacedBy ?? state.replacedByKey
  if (!state.isOpen) {
    const status = event.kind === 'handed_back' ? state.status : ENDINGS[event.kind]!
    return stepped({ ...state, status, replacedByKey }, event, event.quantity, state)
  }
  const unconfirmed = COMES_BACK.includes(event.kind) ? added(state.unconfirmed, event.quantity) : state.unconfirmed
  const returnedOn = event.kind === 'handed_back' ? event.on : state.returnedOn
  return ended({ ...state, replacedByKey, unconfirmed, returnedOn }, event, event.quantity)
}

function ended(state: ItemState, event: ItemEvent, part: Quantity): ItemState {
  const remaining = taken(state.quantity, part)
  const after = { ...state, quantity: remaining }
  return stepped(isSome(remaining) ? after : closed(after, event, ENDINGS[event.kind]!), event, part, state)
}

function closed(state: ItemState, event: ItemEvent, status: ItemStatus): ItemState {
  return { ...state, status, quantity: '0', isOpen: false, holdings: handedOver(state.holdings, null, event.on) }
}

function owned(state: ItemState, event: ItemEvent): ItemState {
  return { ...state, ownership: 'owned', warrantyStartsOn: event.on }
}

function heldBy(state: ItemState, companyId: number, event: ItemEvent, place: string | null): ItemState {
  if (companyId === state.companyId) return { ...state, place: place ?? state.place }
  return { ...state, companyId, place, holdings: handedOver(state.holdings, companyId, event.on) }
}

/** What a person corrected; of an item that nobody holds any more only when and how it came. */
function corrected(state: ItemState, event: ItemEvent): ItemState {
  const { facts } = event
  const deliveredOn = facts.deliveredOn ?? state.deliveredOn
  const ownership = facts.ownership ?? state.ownership
  const known = { ...state, ownership, deliveredOn, holdings: heldSince(state.holdings, state.deliveredOn, deliveredOn) }
  const fromDelivery = state.warrantyStartsOn === null || state.warrantyStartsOn === state.deliveredOn
  const warranted = { ...known, warrantyStartsOn: ownership !== 'owned' ? null : fromDelivery ? deliveredOn : state.warrantyStartsOn }
  if (!state.isOpen) return warranted

  const place = facts.place === undefined ? state.place : facts.place
  const moved = facts.companyId === undefined ? { ...warranted, place } : heldBy(warranted, facts.companyId, event, place)
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

function stepped(state: ItemState, event: ItemEvent, part: Quantity, before: ItemState): ItemState {
  const step: Step = {
    event,
    quantity: compareQuantities(part, '0') === 0 ? event.quantity : part,
    fromCompanyId: before.companyId,
    toCompanyId: state.isOpen ? state.companyId : null,
    fromPlace: before.place,
    toPlace: state.place,
  }
  return { ...state, steps: [...state.steps, step] }
}
