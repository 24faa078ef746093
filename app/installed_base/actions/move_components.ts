import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type { Author } from '#shared/records/change_log'
import type { Row } from '#shared/records/record_type'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordItemEvents, { type NewEvent } from '#installed_base/actions/record_item_events'
import StructureImpossible from '#installed_base/errors/structure_impossible'
import { componentsBelow } from '#installed_base/queries/structure'
import type { EventKind } from '#installed_base/rules/item_event'
import { ENDINGS } from '#installed_base/rules/item_steps'
import { compareQuantities } from '#installed_base/rules/quantity'

const MOST_COMPONENTS = 20_000
const ITEMS_AT_A_TIME = 400

/** What happens to the components of an item when this happens to the item. */
const FOLLOWED: Partial<Record<EventKind, EventKind>> = {
  transferred: 'transferred',
  lent: 'transferred',
  consigned: 'transferred',
  moved: 'moved',
  installed: 'moved',
  corrected: 'moved',
  handed_back: 'handed_back',
  resold: 'resold',
  lost: 'lost',
}

/**
 * Takes the components of an item along to where it went; those that another company holds, and those of what was
 * scrapped or exchanged, stay.
 *
 * @throws {StructureImpossible} when there are more than can follow at once
 */
export default class MoveComponents {
  constructor(private most = MOST_COMPONENTS) {}

  async handle(before: Row, event: NewEvent, by: Pick<Author, 'id' | 'name'>, trx?: Trx): Promise<void> {
    const changesHolder = event.companyId !== Number(before.company_id)
    const kind = changesHolder && event.kind === 'corrected' ? 'transferred' : FOLLOWED[event.kind]
    if (!kind || (kind === 'transferred' && !changesHolder)) return
    // of what is left of a quantity the components stay
    if (ENDINGS[kind] && compareQuantities(event.quantity, String(before.quantity)) < 0) return

    await within(trx, async (inner) => {
      const below = await componentsBelow(before.id, inner, this.most + 1)
      if (below.length > this.most) throw new StructureImpossible('large', 'happened_on')
      for (const part of chunks(below, ITEMS_AT_A_TIME)) {
        const items: Row[] = await inner
          .from('installed_items')
          .whereIn('id', part.map(({ id }) => id))
          .where({ company_id: before.company_id, is_open: true })
        const events = items.map((item) => ({ ...this.following(item, event), kind, person: by.id && by.name ? { id: by.id, name: by.name } : undefined }))
        if (events.length === 0) continue
        await new RecordItemEvents().handle(events, inner)
        const threads = events.map(({ threadKey }) => threadKey)
        await new ProjectThreads().handle(threads, { source: by.id ? 'screen' : 'house', id: by.id, name: by.name }, inner)
      }
    })
  }

  private following(item: Row, event: NewEvent): NewEvent {
    const { location } = event.facts
    return {
      ...event,
      // taken back together with what it followed
      sourceKey: `${event.sourceKey}/${item.id}`,
      threadKey: String(item.thread_key),
      itemKey: String(item.item_key),
      productId: Number(item.product_id),
      serial: item.serial as string | null,
      quantity: String(item.quantity),
      facts: location ? { location } : {},
    }
  }
}
