import { randomUUID } from 'node:crypto'
import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordItemEvents, { type NewEvent } from '#installed_base/actions/record_item_events'
import RegisterReplacement, { type Replacement } from '#installed_base/actions/register_replacement'
import EntryImpossible from '#installed_base/errors/entry_impossible'
import { eventsOfThreads } from '#installed_base/queries/stored_events'
import { ENTRY_FIELDS, type EntryKind } from '#installed_base/rules/hand_entry'
import { quantity } from '#installed_base/rules/quantity'

export interface HandEntry {
  kind: EntryKind
  on: CalendarDate
  place?: string | null
  companyId?: number | null
  quantity?: string | null
  note?: string | null
  replacement?: Replacement | null
}

/**
 * Records what a person saw happen to an item. What cannot have happened on that day, or
 * would contradict what was recorded for a later one, is refused.
 *
 * @throws {EntryImpossible}
 */
export default class RecordHandEntry {
  async handle(itemId: number, entry: HandEntry, today: CalendarDate, actor: Actor, trx?: Trx): Promise<void> {
    if (entry.on > today) throw new EntryImpossible('future')
    if (ENTRY_FIELDS[entry.kind].includes('reason') && !entry.note?.trim()) throw new EntryImpossible('reason')

    await within(trx, async (inner) => {
      const item = await inner.from('installed_items').where('id', itemId).forUpdate().firstOrFail()
      const replacedBy = entry.replacement
        ? await new RegisterReplacement().handle(item, entry.replacement, entry.on, actor, inner)
        : undefined
      const waitedBefore = await this.waiting(item, inner)

      const event = { ...this.eventOf(item, entry), facts: replacedBy ? { replacedBy } : {}, person: actor }
      await new RecordItemEvents().handle([event], inner)
      await new ProjectThreads().handle([item.thread_key], { source: 'screen', id: actor.id, name: actor.name }, inner)

      const waiting = await this.waiting(item, inner)
      const own = waiting.find(({ sourceKey }) => sourceKey === event.sourceKey)
      if (own) throw new EntryImpossible(own.waitingFor!)
      if (waiting.some(({ sourceKey }) => !waitedBefore.some((one) => one.sourceKey === sourceKey))) throw new EntryImpossible('later')
    })
  }

  private async waiting(item: Row, trx: Trx) {
    const events = await eventsOfThreads(trx, [String(item.thread_key)])
    return events.filter(({ waitingFor }) => waitingFor !== null)
  }

  private eventOf(item: Row, entry: HandEntry): NewEvent {
    return {
      sourceKey: `hand/${randomUUID()}`,
      threadKey: String(item.thread_key),
      itemKey: String(item.item_key),
      kind: entry.kind,
      on: entry.on,
      isCancelled: false,
      productId: Number(item.product_id),
      serial: item.serial as string | null,
      companyId: entry.companyId ?? Number(item.company_id),
      quantity: quantity(entry.quantity || (item.quantity === '0' ? '1' : String(item.quantity))),
      place: entry.place ?? null,
      orderLine: null,
      facts: {},
      note: entry.note?.trim() || null,
    }
  }
}
