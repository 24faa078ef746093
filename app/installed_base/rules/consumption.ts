import type { ItemEvent, WaitingFor } from '#installed_base/rules/item_event'
import { accounted } from '#installed_base/rules/invoicing'
import type { ItemState } from '#installed_base/rules/item_state'
import { followsSerial } from '#installed_base/rules/keys'
import { lessened, splitOff, stepped } from '#installed_base/rules/parts'
import { compareQuantities, isSome, smaller, taken, type Quantity } from '#installed_base/rules/quantity'
import { inOrderOfReturn, isOfLot } from '#installed_base/rules/returnable_parts'

interface Meant {
  parts: { state: ItemState; part: Quantity }[]
  obstacle: WaitingFor | null
}

/**
 * What a notice of consumption means of the things a company has on consignment, or the one that takes it back of those
 * it sold: of its own order line first, then the oldest. All of it or nothing.
 */
export function consumableParts(items: Iterable<ItemState>, event: ItemEvent): Meant {
  const arrived = [...items].filter((state) => state.deliveredOn <= event.on && state.status !== 'voided' && isOfLot(state, event))
  if (arrived.length === 0) return { parts: [], obstacle: 'delivery' }
  const theirs = arrived.filter((state) => state.isOpen && state.companyId === event.companyId)
  if (theirs.length === 0) return { parts: [], obstacle: 'other_holder' }

  const parts: Meant['parts'] = []
  let rest = event.quantity
  for (const state of theirs.filter((one) => isMeant(one, event)).sort((a, b) => inOrderOfReturn(a, b, event))) {
    const part = smaller(rest, state.quantity)
    if (isSome(part)) parts.push({ state, part })
    rest = taken(rest, part)
  }
  return isSome(rest) ? { parts: [], obstacle: 'consignment' } : { parts, obstacle: null }
}

/**
 * Sells what a notice means, from its day on, or takes that back. Where it means a part, that part becomes an item of
 * its own; and stays one, on the terms of the whole, when the notice was cancelled after somebody worked with it.
 */
export function consume(items: Map<string, ItemState>, event: ItemEvent): void {
  for (const { state, part } of consumableParts(items.values(), event).parts) {
    const terms = (one: ItemState) => (isTurned(one, event) && !event.isCancelled ? accounted(one, event) : one)
    if (compareQuantities(part, state.quantity) < 0) {
      items.set(event.sourceKey, terms(splitOff(state, { ...event, quantity: part, place: null })))
      items.set(state.itemKey, stepped(lessened(state, part), event, part, state))
    } else if (!event.isCancelled) {
      items.set(state.itemKey, stepped(terms(state), event, part, state))
    }
  }
}

/** A serial number that was theirs already is only confirmed by the notice. */
function isMeant(state: ItemState, event: ItemEvent): boolean {
  return isTurned(state, event) || (event.kind === 'consumed' && followsSerial(event.threadKey))
}

function isTurned({ ownership, invoicing }: ItemState, { kind }: ItemEvent): boolean {
  return kind === 'consumed' ? ownership === 'consigned' : ownership === 'owned' && invoicing.before?.ownership === 'consigned'
}
