import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { DeliveryLineRow, OrderLineRow, ProductRow } from '#erp/connectors/sandbox/sandbox_rows'
import { OUTGOING_KINDS } from '#erp/rules/sandbox_goods'

export interface OpenLine {
  id: number
  productId: number
  description: string
  isSerialised: boolean
  left: number
}

/** Lines of a sandbox order with goods, and how much of each has not been delivered. */
export async function openLines(client: QueryClientContract, orderId: number): Promise<OpenLine[]> {
  const lines: OrderLineRow[] = await client
    .from('sandbox_order_lines')
    .where({ order_id: orderId, is_cancelled: false })
    .orderBy('position')
  const products: ProductRow[] = await client.from('sandbox_products').whereIn(
    'id',
    lines.map((line) => line.product_id ?? 0)
  )
  const delivered: DeliveryLineRow[] = await client
    .from('sandbox_delivery_lines')
    .join('sandbox_deliveries', 'sandbox_deliveries.id', 'sandbox_delivery_lines.delivery_id')
    .where('sandbox_deliveries.is_cancelled', false)
    .whereIn('sandbox_deliveries.kind', [...OUTGOING_KINDS])
    .whereIn(
      'order_line_id',
      lines.map(({ id }) => id)
    )
    .select('sandbox_delivery_lines.*')

  return lines.flatMap((line) => {
    const product = products.find(({ id }) => id === line.product_id)
    if (!product || product.is_service) return []
    const gone = delivered
      .filter((one) => one.order_line_id === line.id)
      .reduce((sum, one) => sum + Number(one.quantity), 0)

    return [
      {
        id: line.id,
        productId: product.id,
        description: line.description,
        isSerialised: Boolean(product.is_serialised),
        left: Number(line.quantity) - gone,
      },
    ]
  })
}
