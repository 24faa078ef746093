import type { ItemEvent, WaitingFor } from '#installed_base/rules/item_event'
import { consumableParts, consume } from '#installed_base/rules/consumption'
import { concerns } from '#installed_base/rules/invoicing'
import { bearsPart, isByHand, isConsumption, isOfInvoice, isOrigin, isTrace } from '#installed_base/rules/item_event'
import { recorded, redelivered, returnedByErp, ENDINGS, REVIVALS } from '#installed_base/rules/item_steps'
import { born, neverWas, type ItemState } from '#installed_base/rules/item_state'
import { compareKeys } from '#installed_base/rules/keys'
import { splitOff } from '#installed_base/rules/parts'
import { compareQuantities } from '#installed_base/rules/quantity'
import { returnableParts } from '#installed_base/rules/returnable_parts'

export interface ThreadReplay {
  items: Map<string, ItemState>
  /** Events without effect so far, by source key. */
  waiting: Map<string, WaitingFor>
}

/**
 * Computes the items of one thread from all its events. The order of `events` is
 * irrelevant: they count by their days; within a day returns that are possible come
 * first, then deliveries by their keys, then notices of consumption, invoices, and what people recorded, in its order.
 * An event that is impossible on its day waits and changes nothing.
 *
 * @param isReferenced whether something outside, such as a contract, refers to the item
 */
export function replayThread(events: readonly ItemEvent[], isReferenced: (itemKey: string) => boolean): ThreadReplay {
  const items = new Map<string, ItemState>()
  const waiting = new Map<string, WaitingFor>()
  const { standing, cancelled, reviewed } = sifted(events, isReferenced)

  for (const day of byDay(standing)) {
    const left = [...day]
    for (let next = 0; next >= 0; ) {
      next = left.findIndex((event) => obstacle(items, event) === null)
      if (next >= 0) happen(items, left.splice(next, 1)[0], reviewed)
    }
    for (const event of left) {
      const reason = obstacle(items, event)
      if (reason !== null && reason !== 'ignored' && !event.isCancelled) waiting.set(event.sourceKey, reason)
    }
  }

  for (const [itemKey, event] of cancelled) if (!items.has(itemKey)) items.set(itemKey, neverWas(event))
  for (const event of events) if (bearsPart(event) && !items.has(event.sourceKey)) items.set(event.sourceKey, { ...neverWas(event), itemKey: event.sourceKey })
  return { items, waiting }
}

/**
 * Takes out what was cancelled. A cancelled delivery stays in force, for a person to
 * decide about, when it alone carries an item that somebody worked with.
 */
function sifted(events: readonly ItemEvent[], isReferenced: (itemKey: string) => boolean) {
  const origins = new Set(events.filter((event) => isOrigin(event) && !event.isCancelled).map(({ itemKey }) => itemKey))
  const traces = new Set(events.filter(isTrace).map(({ itemKey }) => itemKey))

  const cancelled = new Map<string, ItemEvent>()
  for (const event of [...events].sort(inOrder)) {
    if (event.isCancelled && isOrigin(event) && !origins.has(event.itemKey)) cancelled.set(event.itemKey!, event)
  }
  const reviewed = new Map([...cancelled].filter(([itemKey]) => traces.has(itemKey) || isReferenced(itemKey)))
  // a part that somebody works with stays an item of its own
  const staysApart = (event: ItemEvent) => isConsumption(event) && (traces.has(event.sourceKey) || isReferenced(event.sourceKey))
  const standing = events.filter((event) => !event.isCancelled || reviewed.get(event.itemKey ?? '') === event || staysApart(event))
  return { standing, cancelled, reviewed }
}

function happen(items: Map<string, ItemState>, event: ItemEvent, reviewed: Map<string, ItemEvent>): void {
  if (event.kind === 'returned') {
    for (const { state, part } of returnableParts(items.values(), event).parts) {
      items.set(state.itemKey, returnedByErp(state, event, part))
    }
    return
  }

  if (isConsumption(event)) return consume(items, event)

  const state = items.get(event.itemKey!)
  if (event.kind === 'split') items.set(event.sourceKey, splitOff(state!, event))
  if (!isOrigin(event)) items.set(event.itemKey!, recorded(state!, event))
  else if (state) items.set(state.itemKey, redelivered(state, event))
  else items.set(event.itemKey!, { ...born(event), reviewOf: reviewed.get(event.itemKey!) === event ? event.id : null })
}

/** Why an event cannot happen now; a remark about an item that never was is ignored for good. */
function obstacle(items: Map<string, ItemState>, event: ItemEvent): WaitingFor | 'ignored' | null {
  if (isOrigin(event)) return null
  if (event.kind === 'returned') return returnableParts(items.values(), event).obstacle
  if (isConsumption(event)) return consumableParts(items.values(), event).obstacle

  const state = items.get(event.itemKey ?? '')
  if (!state) return isTrace(event) ? 'item' : 'ignored'
  if (isOfInvoice(event)) return concerns(state, event) ? null : 'ignored'
  if (!isTrace(event) || event.kind === 'corrected') return null
  if (!state.isOpen) return (ENDINGS[event.kind] || REVIVALS.includes(event.kind)) && state.status === 'returned' ? null : 'item'
  if (event.kind === 'split') return compareQuantities(event.quantity, state.quantity) < 0 ? null : 'quantity'
  return ENDINGS[event.kind] && compareQuantities(event.quantity, state.quantity) > 0 ? 'quantity' : null
}

function byDay(events: readonly ItemEvent[]): ItemEvent[][] {
  const days: ItemEvent[][] = []
  for (const event of [...events].sort(inOrder)) {
    const day = days.at(-1)
    if (day && day[0].on === event.on) day.push(event)
    else days.push([event])
  }
  return days
}

function inOrder(a: ItemEvent, b: ItemEvent): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1
  return rank(a) - rank(b) || (isByHand(a) ? a.id - b.id : 0) || compareKeys(a.sourceKey, b.sourceKey)
}

function rank(event: ItemEvent): number {
  if (event.kind === 'registered') return 1
  if (isConsumption(event)) return 2
  if (isOfInvoice(event)) return 3
  return isByHand(event) ? 4 : event.kind === 'returned' ? 0 : 1
}
