import { ERP_KINDS, type ItemEvent } from '#installed_base/rules/item_event'
import type { ItemState, Step } from '#installed_base/rules/item_state'
import { NOWHERE, sameLocation } from '#installed_base/rules/location'
import { replayThread } from '#installed_base/rules/thread_replay'

const MARK = 'follow/'

/** Anything that is or was built into an item, with all that happened in its thread. */
export interface Part {
  itemId: number
  itemKey: string
  events: readonly ItemEvent[]
  /** Source keys of what a person took back: that it did not go along stays known. */
  takenBack: ReadonlySet<string>
}

/** What a component records because a document moved the item that it is built into. */
export function isFollower(event: Pick<ItemEvent, 'sourceKey'>): boolean {
  return event.sourceKey.startsWith(MARK)
}

/** The event of the document behind an event: its own, or the one that it follows. */
export function documentKey({ sourceKey }: Pick<ItemEvent, 'sourceKey'>): string {
  return sourceKey.startsWith(MARK) ? sourceKey.slice(MARK.length, sourceKey.lastIndexOf('/')) : sourceKey
}

/**
 * What a component has to record because documents moved its item: it goes along to the next company, or comes back
 * with it, while it is built in and the same company holds it. What a document says of the component itself stands.
 */
export function followingEvents(parent: ItemState, part: Part): ItemEvent[] {
  const moves = parent.steps.filter(isMove)
  const causes = new Set(moves.map(({ event }) => documentKey(event)))
  const others = part.events.filter((event) => !isFollower(event) || !causes.has(documentKey(event)))

  const following: ItemEvent[] = []
  for (const move of moves) {
    const state = replayThread([...others, ...following], () => false).items.get(part.itemKey)
    if (!state || !goesAlong(state, parent.itemKey, move)) continue
    const event = follower(state, part, move)
    if (!part.takenBack.has(event.sourceKey)) following.push(event)
  }
  return following
}

/** What of a component's stored followers is missing, differs, or stands without its cause. */
export function followerChanges(parent: ItemState, causes: ReadonlySet<string>, part: Part): ItemEvent[] {
  const due = followingEvents(parent, part)
  const stored = new Map(part.events.filter((event) => isFollower(event) && causes.has(documentKey(event))).map((event) => [event.sourceKey, event]))
  const surplus = [...stored.values()].filter((event) => !event.isCancelled && !due.some(({ sourceKey }) => sourceKey === event.sourceKey))
  return [...due.filter((event) => !isSame(stored.get(event.sourceKey), event)), ...surplus.map((event) => ({ ...event, isCancelled: true }))]
}

function isMove({ event, fromCompanyId, toCompanyId }: Step): boolean {
  const isTold = (ERP_KINDS as readonly string[]).includes(event.kind) || isFollower(event)
  return isTold && fromCompanyId !== null && fromCompanyId !== toCompanyId
}

function goesAlong(state: ItemState, parentKey: string, { event: { on }, fromCompanyId }: Step): boolean {
  const isThen = ({ from, to }: { from: string; to: string | null }) => from <= on && (to === null || on < to)
  return state.attachments.some((one) => one.parentKey === parentKey && isThen(one)) && state.holdings.some((one) => one.companyId === fromCompanyId && isThen(one))
}

function follower(state: ItemState, part: Part, { event, fromCompanyId, toCompanyId, toPlace, toLocation }: Step): ItemEvent {
  return {
    id: Number.MAX_SAFE_INTEGER,
    sourceKey: `${MARK}${documentKey(event)}/${part.itemId}`,
    threadKey: state.threadKey,
    itemKey: state.itemKey,
    kind: toCompanyId === null ? 'handed_back' : 'transferred',
    on: event.on,
    isCancelled: false,
    productId: state.productId,
    serial: state.serial,
    companyId: (toCompanyId ?? fromCompanyId)!,
    quantity: state.quantity,
    place: toCompanyId === null ? null : toPlace,
    orderLine: null,
    facts: toCompanyId === null || sameLocation(toLocation, NOWHERE) ? {} : { location: toLocation },
  }
}

function isSame(stored: ItemEvent | undefined, due: ItemEvent): boolean {
  const facts = ['kind', 'on', 'companyId', 'quantity', 'place'] as const
  return stored !== undefined && !stored.isCancelled && facts.every((fact) => stored[fact] === due[fact]) && JSON.stringify(stored.facts) === JSON.stringify(due.facts)
}
