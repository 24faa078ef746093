import { yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import { moveStock } from '#erp/connectors/sandbox/sandbox_stock'
import type { OrderRow, ProductRow } from '#erp/connectors/sandbox/sandbox_rows'
import SandboxRefused from '#erp/errors/sandbox_refused'
import { openLines, type OpenLine } from '#erp/queries/sandbox_open_lines'
import { serialsWithCustomers } from '#erp/queries/sandbox_serials'
import { whyGoodsStay, type MovingGoods, type OutgoingKind } from '#erp/rules/sandbox_goods'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

export interface SandboxDeliveryInput {
  /** A delivery unless told otherwise. */
  kind?: OutgoingKind
  deliveredOn: CalendarDate
  place: string | null
  lines: ({ orderLineId: number } & MovingGoods)[]
}

/** Delivers lines of a confirmed order of the sandbox ERP; when all is delivered the order is done. */
export default class DeliverSandboxOrder {
  async handle(orderId: number, input: SandboxDeliveryInput, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const order: OrderRow = await client.from('sandbox_orders').where('id', orderId).forUpdate().firstOrFail()
      if (order.state !== 'confirmed') throw new SandboxRefused('not_open')
      const open = await openLines(client, orderId)
      const moving = input.lines.filter(({ quantity }) => quantity > 0)
      await this.admit(client, moving, open)

      const [id] = await client.table('sandbox_deliveries').insert({
        number: await nextNumber(client, `A${yearOf(input.deliveredOn)}-`),
        kind: input.kind ?? 'delivery',
        customer_id: order.customer_id,
        order_id: orderId,
        delivered_on: input.deliveredOn,
        is_cancelled: false,
        place: input.place,
        modified_at: sqlInstant(now()),
      })
      const rows = moving.map((line, index) => ({
        delivery_id: id,
        position: index + 1,
        product_id: open.find((one) => one.id === line.orderLineId)!.productId,
        order_line_id: line.orderLineId,
        quantity: String(line.quantity),
        serials: JSON.stringify(line.serials),
        lots: line.lots?.length ? JSON.stringify(line.lots) : null,
      }))
      await insertMany(client, 'sandbox_delivery_lines', rows)
      await moveStock(client, rows, -1)
      const rest = await openLines(client, orderId)
      const isDone = rest.every(({ left }) => left === 0)
      await client
        .from('sandbox_orders')
        .where('id', orderId)
        .update({ state: isDone ? 'done' : 'confirmed', modified_at: sqlInstant(now()) })

      await tellOfSandboxChange('order', orderId, client)
      await tellOfSandboxChange('delivery', Number(id), client)
      return Number(id)
    })
  }

  private async admit(trx: Trx, moving: SandboxDeliveryInput['lines'], open: OpenLine[]): Promise<void> {
    if (moving.length === 0) throw new SandboxRefused('nothing_to_move')
    const products: ProductRow[] = await trx.from('sandbox_products').whereIn(
      'id',
      open.map(({ productId }) => productId)
    )

    for (const line of moving) {
      const found = open.find(({ id }) => id === line.orderLineId)
      const product = products.find(({ id }) => id === found?.productId)
      const reason = whyGoodsStay(line, found?.left ?? 0, Boolean(product?.is_serialised))
      if (reason) throw new SandboxRefused(reason, `${reason === 'lots' ? 'lots' : 'serials'}_${line.orderLineId}`)
      const taken = product?.is_serialised ? await serialsWithCustomers(trx, product.id) : new Set<string>()
      if (line.serials.some((serial) => taken.has(serial)))
        throw new SandboxRefused('serial_taken', `serials_${line.orderLineId}`)
    }
  }
}
