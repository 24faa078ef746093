import { randomUUID } from 'node:crypto'
import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import MoveComponents from '#installed_base/actions/move_components'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordItemEvents from '#installed_base/actions/record_item_events'
import type { EventFacts } from '#installed_base/rules/item_event'

const STANDS = ['companyId', 'place', 'location'] as const

/** Records what a person corrected on an item's form, as one more event of its life. */
export default class RecordCorrection {
  async handle(item: Row, facts: EventFacts, today: CalendarDate, actor: Actor, trx?: Trx, before: Row = item, kind: 'corrected' | 'attached' | 'detached' = 'corrected'): Promise<void> {
    await within(trx, async (inner) => {
      const event = {
        sourceKey: `hand/${randomUUID()}`,
        threadKey: String(item.thread_key),
        itemKey: String(item.item_key),
        kind,
        on: today,
        isCancelled: false,
        productId: Number(item.product_id),
        serial: item.serial as string | null,
        companyId: Number(item.company_id),
        quantity: String(item.quantity),
        place: item.place as string | null,
        orderLine: null,
        facts,
        person: actor,
      }
      await new RecordItemEvents().handle([event], inner)
      await new ProjectThreads().handle([event.threadKey], { source: 'screen', id: actor.id, name: actor.name }, inner)
      if (STANDS.some((fact) => fact in facts)) await new MoveComponents().handle(before, event, actor, inner)
    })
  }
}
