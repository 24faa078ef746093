import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { chunks } from '#shared/database/bulk'
import { ORIGINS, type ItemEvent, type WaitingFor } from '#installed_base/rules/item_event'
import type { StoredEvent } from '#installed_base/rules/event_reconciliation'

const KEYS_IN_A_QUESTION = 400

/** An event as its row holds it, with what is only for people to read. */
export type EventRow = ItemEvent & {
  revision: number
  document: string | null
  deliveryId: number | null
  note: string | null
  userName: string | null
  waitingFor: WaitingFor | null
}

/** The newest revisions of everything that happened in these threads. */
export async function eventsOfThreads(client: QueryClientContract, threadKeys: Iterable<string>): Promise<EventRow[]> {
  const rows: EventRow[] = []
  for (const keys of chunks([...new Set(threadKeys)], KEYS_IN_A_QUESTION)) {
    const query = client.from('installed_item_events').whereIn('thread_key', keys).where('is_newest', true)
    const found = await (client.isTransaction ? query.forUpdate() : query)
    rows.push(...found.map(readEvent))
  }
  return rows
}

/** How items came into being of which the documents now say something else, such as another product: as if it had been cancelled. */
export async function lostOrigins(client: QueryClientContract, itemKeys: string[]): Promise<EventRow[]> {
  const found = new Map<string, EventRow>()
  for (const keys of chunks(itemKeys, KEYS_IN_A_QUESTION)) {
    const rows = await client
      .from('installed_item_events')
      .whereIn('thread_key', client.from('installed_items').select('thread_key').whereIn('item_key', keys))
      .whereIn('item_key', keys)
      .where('is_newest', false)
      .whereIn('kind', [...ORIGINS])
      .orderBy('id')
    for (const row of rows) found.set(row.item_key, { ...readEvent(row), isCancelled: true })
  }
  return [...found.values()]
}

/** The newest revisions of what these delivery documents were recorded to say. */
export async function eventsOfDeliveries(client: QueryClientContract, deliveryIds: number[]): Promise<StoredEvent[]> {
  const rows: StoredEvent[] = []
  for (const ids of chunks(deliveryIds, KEYS_IN_A_QUESTION)) {
    const found = await client.from('installed_item_events').whereIn('delivery_id', ids).where('is_newest', true)
    rows.push(
      ...found.map((row) => ({
        ...(readEvent(row) as EventRow & { document: string; deliveryId: number }),
        lineKey: row.line_key,
        connectionId: Number(row.connection_id),
      }))
    )
  }
  return rows
}

/** An event as its row holds it. */
export function readEvent(row: Record<string, any>): EventRow {
  return {
    id: Number(row.id),
    sourceKey: row.source_key,
    revision: Number(row.revision),
    threadKey: row.thread_key,
    itemKey: row.item_key,
    kind: row.kind,
    on: row.happened_on,
    isCancelled: Boolean(row.is_cancelled),
    productId: Number(row.product_id),
    serial: row.serial,
    companyId: Number(row.company_id),
    quantity: row.quantity,
    place: row.place,
    orderLine: row.order_line,
    facts: JSON.parse(row.facts),
    document: row.document,
    deliveryId: row.delivery_id === null ? null : Number(row.delivery_id),
    note: row.note,
    userName: row.user_name,
    waitingFor: row.waiting_for,
  }
}
