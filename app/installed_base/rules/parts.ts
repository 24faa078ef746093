import type { ItemEvent } from '#installed_base/rules/item_event'
import type { ItemState, Step } from '#installed_base/rules/item_state'
import { compareQuantities, taken, type Quantity } from '#installed_base/rules/quantity'

/** The part of a quantity that became an item of its own; it keeps the days of the whole. */
export function splitOff(state: ItemState, event: ItemEvent): ItemState {
  const part = {
    ...state,
    itemKey: event.sourceKey,
    partOf: state.itemKey,
    quantity: event.quantity,
    deliveredQuantity: event.quantity,
    place: event.place ?? state.place,
    location: event.facts.location ?? state.location,
    unconfirmed: '0',
    reviewOf: null,
    attachments: [],
  }
  return stepped(part, event, event.quantity, state)
}

/** What is left of a quantity of which a part became an item of its own. */
export function lessened(state: ItemState, part: Quantity): ItemState {
  return { ...state, quantity: taken(state.quantity, part), deliveredQuantity: taken(state.deliveredQuantity, part) }
}

/** The item after one more step, from how it was before. */
export function stepped(state: ItemState, event: ItemEvent, part: Quantity, before: ItemState): ItemState {
  const step: Step = {
    event,
    quantity: compareQuantities(part, '0') === 0 ? event.quantity : part,
    fromCompanyId: before.companyId,
    toCompanyId: state.isOpen ? state.companyId : null,
    fromPlace: before.place,
    toPlace: state.place,
    toLocation: state.location,
  }
  return { ...state, steps: [...state.steps, step] }
}
