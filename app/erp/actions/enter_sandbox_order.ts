import { yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import type { ProductRow } from '#erp/connectors/sandbox/sandbox_rows'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import SandboxRefused from '#erp/errors/sandbox_refused'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

export interface SandboxOrderInput {
  customerId: number
  orderedOn: CalendarDate
  customerReference: string | null
  /** The day the customer wants it, if any. */
  requestedOn?: CalendarDate | null
  /** Without a price the product's list price holds. */
  lines: { productId: number; quantity: string; unitPrice: string | null }[]
}

/** Enters a draft order in the sandbox ERP. */
export default class EnterSandboxOrder {
  async handle(input: SandboxOrderInput, trx?: Trx): Promise<number> {
    if (input.lines.length === 0) throw new SandboxRefused('no_lines')

    return within(trx, async (client) => {
      await client.from('sandbox_customers').where('id', input.customerId).firstOrFail()
      const products: ProductRow[] = await client.from('sandbox_products').whereIn(
        'id',
        input.lines.map((line) => line.productId)
      )
      const { currency } = await sandboxSettings(client)

      const [id] = await client.table('sandbox_orders').insert({
        number: await nextNumber(client, `P${yearOf(input.orderedOn)}-`),
        customer_id: input.customerId,
        ordered_on: input.orderedOn,
        requested_on: input.requestedOn ?? null,
        state: 'draft',
        currency,
        customer_reference: input.customerReference,
        modified_at: sqlInstant(now()),
      })
      await insertMany(
        client,
        'sandbox_order_lines',
        input.lines.map((line, index) => {
          const product = products.find((one) => one.id === line.productId)!
          return {
            order_id: id,
            position: index + 1,
            product_id: line.productId,
            description: product.name,
            quantity: line.quantity,
            unit_price: line.unitPrice ?? product.list_price,
            is_cancelled: false,
          }
        })
      )

      await tellOfSandboxChange('order', Number(id), client)
      return Number(id)
    })
  }
}
