import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { takeNumbers } from '#shared/database/numbers'
import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordItemEvents from '#installed_base/actions/record_item_events'
import SerialKnown from '#installed_base/errors/serial_known'
import { itemRows } from '#installed_base/queries/replayed_threads'
import { ITEM_CODES, itemCode } from '#installed_base/rules/item_codes'
import { registration } from '#installed_base/rules/registration'

export interface Replacement {
  /** Empty when the product has no serial numbers. */
  serial: string | null
  quantity: string | null
}

/** Finds or registers the item that takes the place of an exchanged one; answers its key. */
export default class RegisterReplacement {
  async handle(replaced: Row, { serial, quantity }: Replacement, on: CalendarDate, actor: Actor, trx?: Trx): Promise<string> {
    return within(trx, async (inner) => {
      const code = itemCode(await takeNumbers(ITEM_CODES, 1, inner))
      const event = registration({
        code,
        productId: Number(replaced.product_id),
        companyId: Number(replaced.company_id),
        serial,
        quantity: quantity || '1',
        ownership: replaced.ownership as 'owned',
        place: replaced.place as string | null,
        on,
      })

      const known = await itemRows(inner, 'item_key', [event.itemKey!])
      const other = known.get(event.itemKey!)
      const isTheirs = other?.is_open && Number(other.company_id) === Number(replaced.company_id)
      if (other && (other.id === replaced.id || (other.is_open && !isTheirs))) {
        throw new SerialKnown(String(other.code), 'replacement_serial')
      }
      if (isTheirs) return event.itemKey!

      await new RecordItemEvents().handle([{ ...event, person: actor }], inner)
      await new ProjectThreads().handle([event.threadKey], { source: 'screen', id: actor.id, name: actor.name }, inner)
      return event.itemKey!
    })
  }
}
