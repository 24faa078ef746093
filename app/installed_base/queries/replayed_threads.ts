import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { chunks } from '#shared/database/bulk'
import type { Row } from '#shared/records/record_type'
import { eventsOfThreads, lostOrigins, type EventRow } from '#installed_base/queries/stored_events'
import { referencedItems } from '#installed_base/references'
import { bearsPart, isOrigin, type WaitingFor } from '#installed_base/rules/item_event'
import type { ItemState } from '#installed_base/rules/item_state'
import { replayThread } from '#installed_base/rules/thread_replay'

const KEYS_IN_A_QUESTION = 400

export interface ReplayedThreads {
  events: EventRow[]
  /** Items as the database holds them, by item key. */
  rows: Map<string, Row>
  /** Items as their events say they are, by item key. */
  states: Map<string, ItemState>
  waiting: Map<string, WaitingFor>
}

/** Whole threads, as they are stored and as they should be; inside a transaction they stay locked until its end. */
export async function replayedThreads(client: QueryClientContract, threadKeys: string[]): Promise<ReplayedThreads> {
  const events = await eventsOfThreads(client, threadKeys)
  const rows = await itemRows(client, 'thread_key', threadKeys)
  const made = new Set(events.flatMap(({ itemKey }) => itemKey ?? []))
  const moved = [...made].filter((key) => !rows.has(key))
  for (const [key, row] of await itemRows(client, 'item_key', moved)) rows.set(key, row)
  const founded = new Set(events.flatMap((event) => (isOrigin(event) ? [event.itemKey] : bearsPart(event) ? [event.sourceKey] : [])))
  // an item that lives in another thread by now is not lost
  const unfounded = [...rows].filter(([key, row]) => !founded.has(key) && threadKeys.includes(String(row.thread_key)))
  events.push(...(await lostOrigins(client, unfounded.map(([key]) => key))))

  const cancelled = new Set(events.filter((event) => event.isCancelled).flatMap((event) => [event.itemKey, ...(bearsPart(event) ? [event.sourceKey] : [])]))
  const inDoubt = [...rows].filter(([key]) => cancelled.has(key)).map(([, row]) => Number(row.id))
  const referenced = await referencedItems(inDoubt, client)
  const isReferenced = (itemKey: string) => referenced.has(Number(rows.get(itemKey)?.id))

  const states: ReplayedThreads['states'] = new Map()
  const waiting: ReplayedThreads['waiting'] = new Map()
  for (const thread of Map.groupBy(events, ({ threadKey }) => threadKey).values()) {
    const replay = replayThread(thread, isReferenced)
    for (const [key, state] of replay.items) if (!states.has(key) || state.status !== 'voided') states.set(key, state)
    for (const [key, reason] of replay.waiting) waiting.set(key, reason)
  }
  return { events, rows, states, waiting }
}

/** Items by their key or thread. */
export async function itemRows(
  client: QueryClientContract,
  column: 'item_key' | 'thread_key',
  keys: string[]
): Promise<Map<string, Row>> {
  const found = new Map<string, Row>()
  for (const some of chunks(keys, KEYS_IN_A_QUESTION)) {
    const query = client.from('installed_items').whereIn(column, some)
    for (const row of await (client.isTransaction ? query.forUpdate() : query)) found.set(row.item_key, row)
  }
  return found
}
