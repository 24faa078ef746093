import { now, sqlInstant } from '#shared/clock'
import { chunks, insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type { ItemEvent } from '#installed_base/rules/item_event'

const KEYS_IN_A_STATEMENT = 400

/** An event to record: of a document in its revision, or of a person. */
export type NewEvent = Omit<ItemEvent, 'id'> & {
  revision?: number
  document?: string
  deliveryId?: number
  connectionId?: number
  lineKey?: string
  note?: string | null
  person?: { id: number; name: string }
}

/** Appends events; a revision takes the place of the one before, which stays on record. */
export default class RecordItemEvents {
  async handle(events: readonly NewEvent[], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const revised = events.filter((event) => (event.revision ?? 1) > 1).map((event) => event.sourceKey)
      for (const keys of chunks(revised, KEYS_IN_A_STATEMENT)) {
        const older = inner.from('installed_item_events').whereIn('source_key', keys).where('is_newest', true)
        await older.update({ is_newest: false, waiting_for: null, waiting_since: null })
      }

      const at = sqlInstant(now())
      await insertMany(inner, 'installed_item_events', events.map((event) => ({ ...eventColumns(event), recorded_at: at })))
    })
  }
}

function eventColumns(event: NewEvent) {
  return {
    source_key: event.sourceKey,
    revision: event.revision ?? 1,
    is_newest: true,
    thread_key: event.threadKey,
    item_key: event.itemKey,
    kind: event.kind,
    happened_on: event.on,
    is_cancelled: event.isCancelled,
    connection_id: event.connectionId ?? null,
    delivery_id: event.deliveryId ?? null,
    line_key: event.lineKey ?? null,
    document: event.document ?? null,
    product_id: event.productId,
    serial: event.serial,
    company_id: event.companyId,
    quantity: event.quantity,
    place: event.place,
    order_line: event.orderLine,
    facts: JSON.stringify(event.facts),
    other_item_key: event.facts.parentKey ?? event.facts.replacedBy ?? null,
    note: event.note ?? null,
    user_id: event.person?.id ?? null,
    user_name: event.person?.name ?? null,
  }
}
