import db from '@adonisjs/lucid/services/db'
import type { ErpIntake, ErpOrder, OrderToPlace } from '#contracts/erp'
import { todayIn } from '#shared/clock'
import { within } from '#shared/database/transaction'
import WriteSandboxOrder from '#erp/actions/write_sandbox_order'
import { recordsOf, type SandboxRow } from '#erp/connectors/sandbox/sandbox_reader'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'

/** How the sandbox takes orders in: whole and confirmed at once, or not at all. */
export default class SandboxOrderIntake implements ErpIntake<OrderToPlace, ErpOrder> {
  async find(reference: string): Promise<ErpOrder[]> {
    const rows: SandboxRow[] = await db.from('sandbox_orders').where({ reference }).whereNot('state', 'cancelled').orderBy('id')
    return (await recordsOf('order', rows)).records
  }

  async post(order: OrderToPlace, draft: ErpOrder | null): Promise<ErpOrder> {
    const { timeZone } = await sandboxSettings(db.connection())
    const write = new WriteSandboxOrder()
    await within(undefined, async (trx) => {
      if (draft) await write.discard(Number(draft.id), trx)
      const id = await write.handle({ ...order, orderedOn: order.orderedOn ?? todayIn(timeZone) }, trx)
      for (const line of order.lines) await write.addLine(id, line, trx)
      await write.confirm(id, trx)
    })
    return (await this.find(order.reference))[0]
  }
}
