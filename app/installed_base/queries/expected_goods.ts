import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import type { Row } from '#shared/records/record_type'
import { expectedGoods } from '#installed_base/rules/expected_goods'
import { quantity } from '#installed_base/rules/quantity'

const LOOKED_AT = 500
const SHOWN = 20
const GOING_OUT = ['delivery', 'loan', 'consignment']

/** What a company has ordered and not received yet, for its page; null where nothing is on its way. */
export async function expectedByCompany(company: Row, actor: Actor) {
  return company.customer_id ? expected({ customer_id: company.customer_id }, actor) : null
}

/** What of an order has not been delivered yet, for its page; null where nothing is. */
export async function expectedOfOrder(order: Row, actor: Actor) {
  const found = await expected({ id: order.id }, actor)
  return found && { ...found, isOfOrder: true }
}

async function expected(whose: Record<string, unknown>, actor: Actor) {
  if (!actor.may('installed_item', 'view')) return null
  const lines = await openLines(whose)
  if (lines.length === 0) return null
  const goods = expectedGoods(lines, await deliveredOf(lines))
  if (goods.length === 0) return null

  const today = todayIn(actor.timeZone)
  return {
    goods: goods.slice(0, SHOWN).map((line) => ({ ...line, isLate: line.expectedOn !== null && line.expectedOn < today })),
    more: goods.length - SHOWN,
    mayOpenOrders: actor.may('order', 'view'),
    mayOpenProducts: actor.may('product', 'view'),
  }
}

/** Lines of confirmed orders of what becomes an installed item when it is delivered. */
async function openLines(whose: Record<string, unknown>) {
  const rows = await db
    .from('sales_order_lines')
    .join('sales_orders', 'sales_orders.id', 'sales_order_lines.sales_order_id')
    .join('products', 'products.id', 'sales_order_lines.product_id')
    .where(Object.fromEntries(Object.entries(whose).map(([column, value]) => [`sales_orders.${column}`, value])))
    .where({ 'sales_orders.state': 'confirmed', 'sales_order_lines.is_cancelled': false, 'products.is_service': false })
    .whereNull('sales_orders.gone_at')
    .whereNull('sales_order_lines.gone_at')
    .select('sales_order_lines.*', 'sales_orders.number', 'sales_orders.ordered_on', 'products.name', 'products.unit')
    .orderBy('sales_order_lines.id', 'desc')
    .limit(LOOKED_AT)
  return rows.map((row) => ({
    connectionId: Number(row.connection_id),
    key: String(row.external_id),
    quantity: quantity(row.quantity),
    orderedOn: row.ordered_on,
    expectedOn: row.expected_on,
    orderId: Number(row.sales_order_id),
    order: row.number,
    productId: Number(row.product_id),
    product: row.name,
    unit: row.unit,
  }))
}

/** What left for these order lines; what came back does not make the order open again. */
async function deliveredOf(lines: { connectionId: number; key: string }[]) {
  const rows = await db
    .from('delivery_lines')
    .join('deliveries', 'deliveries.id', 'delivery_lines.delivery_id')
    .where({ 'delivery_lines.connection_id': lines[0].connectionId, 'deliveries.is_cancelled': false })
    .whereIn('delivery_lines.order_line_external_id', lines.map(({ key }) => key))
    .whereIn('deliveries.kind', GOING_OUT)
    .whereNull('deliveries.gone_at')
    .whereNull('delivery_lines.gone_at')
    .select('delivery_lines.order_line_external_id as key', 'delivery_lines.quantity')
  return rows.map(({ key, quantity: moved }) => ({ key: String(key), quantity: quantity(moved) }))
}
