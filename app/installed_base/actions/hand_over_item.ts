import { latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import type { Row } from '#shared/records/record_type'
import MoveComponents from '#installed_base/actions/move_components'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordItemEvents, { type NewEvent } from '#installed_base/actions/record_item_events'
import EntryImpossible from '#installed_base/errors/entry_impossible'
import { eventsOfThreads } from '#installed_base/queries/stored_events'
import { itemRows } from '#installed_base/queries/replayed_threads'
import { serialThread } from '#installed_base/rules/keys'

export interface HandOver {
  /** What makes it happen once, such as `warranty/W-000001`. */
  key: string
  productId: number
  serial: string
  holderId: number
  /** Who sold it; an item that nobody knew yet passes through them. */
  sellerId: number | null
  on: CalendarDate
  /** The day from which its warranty counts; null leaves it as it is. */
  warrantyFrom: CalendarDate | null
  place: string | null
  note: string
}

/**
 * Gives the item of a serial number to the company that holds it from a day on, and brings it into
 * being where no document told of it. Its warranty counts from that day. Components go where their item
 * goes. Told twice, nothing changes.
 *
 * @returns the item's id
 * @throws {EntryImpossible} when something that was recorded for a later day speaks against it
 */
export default class HandOverItem {
  async handle(asked: HandOver, author: Author, trx?: Trx): Promise<number> {
    return within(trx, async (inner) => {
      const thread = serialThread(asked.productId, asked.serial)
      const before = (await itemRows(inner, 'item_key', [thread])).get(thread) ?? null
      const known = await eventsOfThreads(inner, [thread])
      const events = eventsOf(asked, thread, before).filter(({ sourceKey }) => !known.some((event) => event.sourceKey === sourceKey))
      const person = author.id && author.name ? { id: author.id, name: author.name } : undefined

      await new RecordItemEvents().handle(events.map((event) => ({ ...event, person })), inner)
      await new ProjectThreads().handle([thread], author, inner)
      const waiting = (await eventsOfThreads(inner, [thread])).find(({ sourceKey, waitingFor }) => waitingFor !== null && events.some((event) => event.sourceKey === sourceKey))
      if (waiting) throw new EntryImpossible(waiting.waitingFor!)

      const transfer = events.find(({ kind }) => kind === 'transferred')
      if (before && transfer) await new MoveComponents().handle(before, transfer, author, inner)

      const item = (await itemRows(inner, 'item_key', [thread])).get(thread)!
      if (asked.warrantyFrom) await this.warrantFrom(item, asked.warrantyFrom, author, inner)
      return Number(item.id)
    })
  }

  /** The warranty of who uses it counts from their purchase, not from our delivery to who sold it. */
  private async warrantFrom(item: Row, on: CalendarDate, author: Author, trx: Trx): Promise<void> {
    if (item.warranty_basis === 'manual' || (item.warranty_basis === 'purchase' && item.warranty_starts_on === on)) return
    const version = Number(item.version) + 1
    await trx.from('installed_items').where('id', item.id).update({ warranty_starts_on: on, warranty_basis: 'purchase', version, updated_at: sqlInstant(now()) })
    const changes = { warranty_starts_on: [item.warranty_starts_on, on] as [unknown, unknown] }
    await logChanges([{ recordType: 'installed_item', recordId: Number(item.id), kind: 'changed', changes }], author, trx)
  }
}

function eventsOf(asked: HandOver, thread: string, item: Row | null): NewEvent[] {
  const isHeld = Boolean(item?.is_open)
  const on = isHeld ? latest(asked.on, item!.delivered_on as CalendarDate) : asked.on
  const firstHolder = isHeld ? Number(item!.company_id) : (asked.sellerId ?? asked.holderId)
  const event = {
    threadKey: thread,
    itemKey: thread,
    on,
    isCancelled: false,
    productId: asked.productId,
    serial: asked.serial,
    quantity: '1' as const,
    orderLine: null,
    note: asked.note,
  }
  const origin = { ...event, sourceKey: `${asked.key}/origin`, kind: 'registered' as const, companyId: firstHolder, place: null, facts: { ownership: 'owned' as const } }
  const transfer = { ...event, sourceKey: asked.key, kind: 'transferred' as const, companyId: asked.holderId, place: asked.place, facts: {} }
  return [...(isHeld ? [] : [origin]), ...(firstHolder === asked.holderId ? [] : [transfer])] as NewEvent[]
}
