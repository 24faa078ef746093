import type { ItemEvent, WaitingFor } from '#installed_base/rules/item_event'
import type { ItemState } from '#installed_base/rules/item_state'
import { compareKeys, followsSerial, isSameLot } from '#installed_base/rules/keys'
import { added, isSome, smaller, taken, type Quantity } from '#installed_base/rules/quantity'

export interface ReturnableParts {
  parts: { state: ItemState; part: Quantity }[]
  obstacle: WaitingFor | null
}

/**
 * Finds what a return document takes back, and from which items. A serial comes back
 * from who holds it or from who received it from us. A quantity comes back from the items of its own
 * lot and order line first, of these from what is on consignment, then from the oldest ones; what people had
 * handed back before the ERP said so counts as there. All of it or nothing.
 */
export function returnableParts(items: Iterable<ItemState>, event: ItemEvent): ReturnableParts {
  const arrived = [...items].filter((state) => state.deliveredOn <= event.on && state.status !== 'voided' && isOfLot(state, event))
  if (arrived.length === 0) return { parts: [], obstacle: 'delivery' }

  const theirs = followsSerial(event.threadKey) ? arrived.filter((state) => wasWith(state, event.companyId)) : arrived
  if (theirs.length === 0) return { parts: [], obstacle: 'other_holder' }

  const parts: ReturnableParts['parts'] = []
  let rest = event.quantity
  for (const state of theirs.sort((a, b) => inOrderOfReturn(a, b, event))) {
    const part = smaller(rest, added(state.quantity, state.unconfirmed))
    if (isSome(part)) parts.push({ state, part })
    rest = taken(rest, part)
  }
  return isSome(rest) ? { parts: [], obstacle: 'quantity' } : { parts, obstacle: null }
}

function wasWith(state: ItemState, companyId: number): boolean {
  return state.companyId === companyId || state.orderingCompanyId === companyId
}

/** Whether a document may mean the item: it names no lot, its lot, or nobody knows of which lot the item is. */
export function isOfLot({ lot }: ItemState, { facts }: ItemEvent): boolean {
  return facts.lot === undefined || lot === null || isSameLot(lot, facts.lot)
}

/** Orders items as a document means them: of the lot it names, of its order line, on consignment, the oldest. */
export function inOrderOfReturn(a: ItemState, b: ItemState, event: ItemEvent): number {
  const ofNoLot = (state: ItemState) => (event.facts.lot !== undefined && state.lot === null ? 1 : 0)
  if (ofNoLot(a) !== ofNoLot(b)) return ofNoLot(a) - ofNoLot(b)
  const same = (state: ItemState) => (event.orderLine !== null && state.orderLine === event.orderLine ? 0 : 1)
  if (same(a) !== same(b)) return same(a) - same(b)
  const isSold = (state: ItemState) => Number(state.ownership !== 'consigned')
  if (isSold(a) !== isSold(b)) return isSold(a) - isSold(b)
  if (a.deliveredOn !== b.deliveredOn) return a.deliveredOn < b.deliveredOn ? -1 : 1
  return compareKeys(a.itemKey, b.itemKey)
}
