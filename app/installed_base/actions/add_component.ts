import type { Actor } from '#shared/actor'
import { calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { takeNumbers } from '#shared/database/numbers'
import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordHandEntry from '#installed_base/actions/record_hand_entry'
import RecordItemEvents from '#installed_base/actions/record_item_events'
import EntryImpossible from '#installed_base/errors/entry_impossible'
import SerialKnown from '#installed_base/errors/serial_known'
import { itemRows } from '#installed_base/queries/replayed_threads'
import { ITEM_CODES, itemCode } from '#installed_base/rules/item_codes'
import { locationOf } from '#installed_base/rules/location'
import { registration } from '#installed_base/rules/registration'

export interface NewComponent {
  happened_on: string
  component_id?: number
  product_id?: number
  serial?: string | null
}

/**
 * Builds a component into an item: one that is known, or a new one of which no document tells.
 *
 * @throws {SerialKnown} when the new one's serial number is an item already
 */
export default class AddComponent {
  async handle(parent: Row, asked: NewComponent, today: CalendarDate, actor: Actor, trx?: Trx): Promise<void> {
    const on = calendarDate(asked.happened_on)
    if (on > today) throw new EntryImpossible('future')

    await within(trx, async (inner) => {
      const id = asked.component_id ?? (await this.register(parent, asked, on, actor, inner))
      await new RecordHandEntry().handle(id, { kind: 'attached', on, parentItemId: parent.id }, today, actor, inner)
    })
  }

  private async register(parent: Row, asked: NewComponent, on: CalendarDate, actor: Actor, trx: Trx): Promise<number> {
    const event = registration({
      code: itemCode(await takeNumbers(ITEM_CODES, 1, trx)),
      productId: asked.product_id!,
      companyId: Number(parent.company_id),
      serial: asked.serial ?? null,
      quantity: '1',
      ownership: parent.ownership as 'owned',
      place: parent.place as string | null,
      on,
      location: locationOf(parent),
    })
    const known = (await itemRows(trx, 'item_key', [event.itemKey!])).get(event.itemKey!)
    if (known) throw new SerialKnown(String(known.code))

    await new RecordItemEvents().handle([{ ...event, person: actor }], trx)
    await new ProjectThreads().handle([event.threadKey], { source: 'screen', id: actor.id, name: actor.name }, trx)
    return Number((await itemRows(trx, 'item_key', [event.itemKey!])).get(event.itemKey!)!.id)
  }
}
