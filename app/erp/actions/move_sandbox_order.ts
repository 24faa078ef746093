import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import type { CustomerRow, OrderRow } from '#erp/connectors/sandbox/sandbox_rows'
import SandboxRefused from '#erp/errors/sandbox_refused'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

/** Confirms a draft order of the sandbox ERP, or cancels it. */
export default class MoveSandboxOrder {
  async handle(orderId: number, state: 'confirmed' | 'cancelled', trx?: Trx): Promise<void> {
    return within(trx, async (client) => {
      const order: OrderRow = await client.from('sandbox_orders').where('id', orderId).forUpdate().firstOrFail()
      if (order.state !== 'draft') throw new SandboxRefused('not_draft')
      const customer: CustomerRow = await client.from('sandbox_customers').where('id', order.customer_id).firstOrFail()
      if (state === 'confirmed' && customer.is_blocked) throw new SandboxRefused('customer_blocked')

      await client
        .from('sandbox_orders')
        .where('id', orderId)
        .update({ state, modified_at: sqlInstant(now()) })
      if (state === 'cancelled')
        await client.from('sandbox_order_lines').where('order_id', orderId).update({ is_cancelled: true })
      await tellOfSandboxChange('order', orderId, client)
    })
  }
}
