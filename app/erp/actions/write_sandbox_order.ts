import { yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { admitHeader } from '#erp/connectors/sandbox/sandbox_admission'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import type { OrderRow, ProductRow } from '#erp/connectors/sandbox/sandbox_rows'
import ErpRefused from '#erp/errors/erp_refused'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

export interface SandboxOrderHeader {
  reference: string | null
  customerId: string
  currency: string
  orderedOn: CalendarDate
  requestedOn: CalendarDate | null
  text: string
}

export interface SandboxOrderLine {
  productId: string
  description: string
  quantity: string
  unitPrice: string
}

/** Writes an order at the sandbox ERP as a program does: a header, line after line, then its confirmation. */
export default class WriteSandboxOrder {
  async handle({ text, ...header }: SandboxOrderHeader, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      // An order may repeat the reference of an invoice: each has a series of its own.
      const customer = await admitHeader(client, { ...header, reference: null })
      const [id] = await client.table('sandbox_orders').insert({
        number: await nextNumber(client, `P${yearOf(header.orderedOn)}-`),
        customer_id: customer.id,
        ordered_on: header.orderedOn,
        requested_on: header.requestedOn,
        state: 'draft',
        currency: header.currency,
        reference: header.reference,
        customer_reference: text.slice(0, 60) || null,
        modified_at: sqlInstant(now()),
      })
      return Number(id)
    })
  }

  async addLine(id: number, { productId, description, quantity, unitPrice }: SandboxOrderLine, trx?: Trx): Promise<void> {
    return within(trx, async (client) => {
      await draftOrder(client, id)
      const product: ProductRow | null = await client.from('sandbox_products').where({ id: Number(productId) || 0 }).first()
      if (!product?.is_active) throw new ErpRefused('product_unknown', `There is no product ${productId} that is sold`)
      const [{ count }] = await client.from('sandbox_order_lines').where('order_id', id).count('* as count')
      const row = { order_id: id, position: Number(count) + 1, product_id: product.id, description: (description || product.name).slice(0, 255) }
      await client.table('sandbox_order_lines').insert({ ...row, quantity, unit_price: unitPrice, is_cancelled: false })
      await client.from('sandbox_orders').where({ id }).update({ modified_at: sqlInstant(now()) })
    })
  }

  /** Whether it was a draft until now. */
  async confirm(id: number, trx?: Trx): Promise<boolean> {
    return within(trx, async (client) => {
      const order: OrderRow | null = await client.from('sandbox_orders').where({ id }).forUpdate().first()
      if (!order || order.state === 'cancelled') throw new ErpRefused('other', `There is no order ${id}`)
      if (order.state !== 'draft') return false
      await client.from('sandbox_orders').where({ id }).update({ state: 'confirmed', modified_at: sqlInstant(now()) })
      await tellOfSandboxChange('order', id, client)
      return true
    })
  }

  async discard(id: number, trx?: Trx): Promise<void> {
    return within(trx, async (client) => {
      await draftOrder(client, id)
      await client.from('sandbox_order_lines').where('order_id', id).delete()
      await client.from('sandbox_orders').where({ id }).delete()
    })
  }
}

async function draftOrder(trx: Trx, id: number): Promise<void> {
  const row: OrderRow | null = await trx.from('sandbox_orders').where({ id }).forUpdate().first()
  if (!row) throw new ErpRefused('other', `There is no order ${id}`)
  if (row.state !== 'draft') throw new ErpRefused('other', `Order ${row.number} is confirmed`)
}
