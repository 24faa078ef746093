import { randomUUID } from 'node:crypto'
import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import CheckAttachment from '#installed_base/actions/check_attachment'
import KeepChoices from '#installed_base/actions/keep_choices'
import MoveComponents from '#installed_base/actions/move_components'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordItemEvents, { type NewEvent } from '#installed_base/actions/record_item_events'
import RegisterReplacement, { type Replacement } from '#installed_base/actions/register_replacement'
import EntryImpossible from '#installed_base/errors/entry_impossible'
import StructureImpossible from '#installed_base/errors/structure_impossible'
import ItemExchanged from '#installed_base/events/item_exchanged'
import { waitingSources } from '#installed_base/queries/waiting_sources'
import { ENTRY_FIELDS, type EntryKind } from '#installed_base/rules/hand_entry'
import type { EventFacts } from '#installed_base/rules/item_event'
import type { Location } from '#installed_base/rules/location'
import { compareQuantities, isSome, quantity } from '#installed_base/rules/quantity'

export interface HandEntry {
  kind: EntryKind
  on: CalendarDate
  place?: string | null
  location?: Location
  companyId?: number | null
  quantity?: string | null
  note?: string | null
  replacement?: Replacement | null
  /** The last day of a loan. */
  expectedBackOn?: CalendarDate | null
  /** The item that it is built into. */
  parentItemId?: number | null
}

/**
 * Records what a person saw happen to an item. What cannot have happened on that day, or
 * would contradict what was recorded for a later one, is refused. Components go where
 * their item goes.
 *
 * @throws {EntryImpossible}
 * @throws {StructureImpossible}
 */
export default class RecordHandEntry {
  async handle(itemId: number, entry: HandEntry, today: CalendarDate, actor: Actor, trx?: Trx): Promise<void> {
    if (entry.on > today) throw new EntryImpossible('future')
    if (ENTRY_FIELDS[entry.kind].includes('reason') && !entry.note?.trim()) throw new EntryImpossible('reason')
    if (entry.expectedBackOn && entry.expectedBackOn < entry.on) throw new EntryImpossible('loan_end')

    await within(trx, async (inner) => {
      const item = await inner.from('installed_items').where('id', itemId).forUpdate().firstOrFail()
      if (entry.kind === 'split' && !isPart(entry.quantity, item)) throw new EntryImpossible('whole')
      const facts = await this.factsOf(item, entry, actor, inner)
      const waitedBefore = await waitingSources(inner, [String(item.thread_key)])

      const event = { ...this.eventOf(item, entry), facts, person: actor }
      await new RecordItemEvents().handle([event], inner)
      await new ProjectThreads().handle([item.thread_key], { source: 'screen', id: actor.id, name: actor.name }, inner)

      const waiting = await waitingSources(inner, [String(item.thread_key)])
      const own = waiting.get(event.sourceKey)
      if (own) throw new EntryImpossible(own)
      if ([...waiting.keys()].some((key) => !waitedBefore.has(key))) throw new EntryImpossible('later')
      if (entry.kind === 'split') await new KeepChoices().handle(item, event.sourceKey, inner)
      await new MoveComponents().handle(item, event, actor, inner)
      if (facts.replacedBy) await this.announceExchange(itemId, entry.on, inner)
    })
  }

  /** Of what was exchanged in part, the rest stays what it was. */
  private async announceExchange(itemId: number, on: CalendarDate, trx: Trx): Promise<void> {
    const item = await trx.from('installed_items').where('id', itemId).firstOrFail()
    if (item.is_open || !item.replaced_by_id) return
    await ItemExchanged.dispatch({ itemId, replacementId: Number(item.replaced_by_id), on }, trx)
  }

  private async factsOf(item: Row, entry: HandEntry, actor: Actor, trx: Trx): Promise<EventFacts> {
    const facts: EventFacts = {}
    if (entry.replacement) facts.replacedBy = await new RegisterReplacement().handle(item, entry.replacement, entry.on, actor, trx)
    if (entry.location) facts.location = entry.location
    if (entry.expectedBackOn !== undefined) facts.expectedBackOn = entry.expectedBackOn
    if (entry.kind !== 'attached') return facts

    if (!entry.parentItemId) throw new StructureImpossible('missing')
    const parent = await new CheckAttachment().handle(item, Number(item.company_id), entry.parentItemId, trx)
    return { ...facts, parentKey: String(parent.item_key) }
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

function isPart(stated: string | null | undefined, item: Row): boolean {
  const part = quantity(stated || '0')
  return isSome(part) && compareQuantities(part, String(item.quantity)) < 0
}
