import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { Row } from '#shared/records/record_type'
import { readEvent, type EventRow } from '#installed_base/queries/stored_events'
import { isByHand } from '#installed_base/rules/item_event'

/** What a person recorded about an item, in its newest revision; null for what documents tell and what is no more. */
export async function entryRow(item: Row, eventId: number, client: QueryClientContract): Promise<EventRow | null> {
  const row = await client.from('installed_item_events').where({ id: eventId, item_key: item.item_key as string, is_newest: true }).first()
  const event = row && readEvent(row)
  return event && isByHand(event) ? event : null
}

/** What components of the item recorded because of an entry. */
export async function followersOf(entry: EventRow, client: QueryClientContract): Promise<EventRow[]> {
  const rows = await client
    .from('installed_item_events')
    .where('source_key', '>', `${entry.sourceKey}/`)
    .where('source_key', '<', `${entry.sourceKey}0`)
    .where({ is_newest: true, is_cancelled: false })
  return rows.map(readEvent)
}
