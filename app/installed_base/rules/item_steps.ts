import { arrival, born, builtInto, handedOver, type ItemState, type ItemStatus } from '#installed_base/rules/item_state'
import type { EventKind, ItemEvent } from '#installed_base/rules/item_event'
import { accounted, isLent } from '#installed_base/rules/invoicing'
import { corrected, entrusted, heldBy, installed, owned, settled } from '#installed_base/rules/item_terms'
import { lessened, stepped } from '#installed_base/rules/parts'
import { added, isSome, smaller, taken, type Quantity } from '#installed_base/rules/quantity'

/** Kinds that end a stay, and the status in which they leave an item of which nothing remains. */
export const ENDINGS: Partial<Record<EventKind, ItemStatus>> = {
  returned: 'returned',
  handed_back: 'returned',
  exchanged: 'exchanged',
  resold: 'resold',
  scrapped: 'scrapped',
  lost: 'lost',
}

/** What may happen to an item that came back: it goes out to a company again. */
export const REVIVALS: readonly EventKind[] = ['lent', 'consigned']

/** Endings after which the thing may still come back to us by a return document. */
const COMES_BACK: readonly EventKind[] = ['handed_back', 'exchanged', 'scrapped']

/** A serial that is delivered again: to the same company it confirms it or sells what was lent, to another it moves there. */
export function redelivered(state: ItemState, event: ItemEvent): ItemState {
  if (state.isOpen && state.companyId === event.companyId) {
    const place = event.place ?? state.place
    const location = event.facts.location ?? state.location
    const lot = event.facts.lot ?? state.lot
    const kept = { ...state, place, location, lot, orderLine: event.orderLine ?? state.orderLine, orderingCompanyId: event.companyId }
    const sold = event.kind === 'delivered' && isLent(state)
    return stepped(sold ? owned(kept, event) : kept, event, event.quantity, state)
  }

  const step = { ...arrival(event), fromCompanyId: state.isOpen ? state.companyId : null, fromPlace: state.place }
  return {
    ...born(event),
    steps: [...state.steps, step],
    holdings: handedOver(state.holdings, event.companyId, event.on),
    attachments: builtInto(state.attachments, null, event.on),
    expectedBackOn: event.facts.expectedBackOn ?? (state.expectedBackOn === undefined ? undefined : null),
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
      return stepped(installed(state, event), event, state.quantity, state)
    case 'moved':
      return stepped({ ...state, place: event.place, location: event.facts.location ?? state.location }, event, state.quantity, state)
    case 'transferred':
      return stepped(heldBy(state, event.companyId, event, event.place), event, state.quantity, state)
    case 'lent':
    case 'consigned':
      return stepped(entrusted(state, event), event, state.quantity, state)
    case 'extended':
      return stepped({ ...state, expectedBackOn: event.facts.expectedBackOn ?? null }, event, state.quantity, state)
    case 'attached':
      return stepped({ ...state, attachments: builtInto(state.attachments, event.facts.parentKey!, event.on) }, event, state.quantity, state)
    case 'detached':
      return stepped({ ...state, attachments: builtInto(state.attachments, null, event.on) }, event, state.quantity, state)
    case 'split':
      return stepped(lessened(state, event.quantity), event, event.quantity, state)
    case 'bought':
      return stepped(owned(state, event), event, state.quantity, state)
    case 'corrected':
      return stepped(corrected(state, event), event, state.quantity, state)
    case 'kept':
      return stepped(settled(state, event), event, state.quantity, state)
    case 'voided':
      return stepped({ ...closed(state, event, 'voided'), reviewOf: null }, event, state.quantity, state)
    case 'noted':
      return stepped(state, event, state.quantity, state)
    case 'invoiced':
    case 'credited':
    case 'doubted':
      return stepped(accounted(state, event), event, state.quantity, state)
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
  return {
    ...state,
    status,
    quantity: '0',
    isOpen: false,
    expectedBackOn: null,
    holdings: handedOver(state.holdings, null, event.on),
    attachments: builtInto(state.attachments, null, event.on),
  }
}
