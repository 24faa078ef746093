import type { Trx } from '#shared/database/transaction'
import type { CalendarDate } from '#shared/calendar/calendar_date'

/** An order line whose product carries a contract model, with the contract it gave birth to, if any. */
export interface Birth {
  connectionId: number
  lineId: number
  lineExternalId: string
  orderId: number
  orderExternalId: string
  orderNumber: string
  orderedOn: CalendarDate | null
  state: 'draft' | 'confirmed' | 'done' | 'cancelled'
  isCancelled: boolean
  currency: string
  companyId: number
  productId: number
  description: string
  quantity: string
  unitPrice: string
  modelId: number
  modelIsActive: boolean
}

/** The lines of these mirrored orders that sell a contract: by the product's own assignment here, else by the code the ERP's product carries. */
export async function birthsOf(orderIds: number[], trx: Trx): Promise<Birth[]> {
  const rows = await trx
    .from('sales_order_lines')
    .join('sales_orders', 'sales_orders.id', 'sales_order_lines.sales_order_id')
    .join('companies', 'companies.customer_id', 'sales_orders.customer_id')
    .join('products', 'products.id', 'sales_order_lines.product_id')
    .leftJoin('contract_model_products', 'contract_model_products.product_id', 'products.id')
    .leftJoin('contract_models', 'contract_models.code', 'products.contract_model')
    .leftJoin('contract_models as assigned', 'assigned.id', 'contract_model_products.contract_model_id')
    .select('sales_order_lines.*', 'sales_orders.external_id as order_external_id', 'sales_orders.number', 'sales_orders.ordered_on')
    .select('sales_orders.state', 'sales_orders.currency', 'sales_orders.gone_at as order_gone_at', 'companies.id as company_id')
    .select('contract_models.is_active as coded_is_active', 'assigned.is_active as assigned_is_active')
    .select('contract_model_products.contract_model_id as assigned_model', 'contract_models.id as coded_model', 'products.name as product_name')
    .whereIn('sales_orders.id', orderIds)
    .where((sold) => void sold.whereNotNull('contract_model_products.contract_model_id').orWhereNotNull('contract_models.id'))
    .orderBy('sales_order_lines.id')

  return rows.map((row) => ({
    connectionId: Number(row.connection_id),
    lineId: Number(row.id),
    lineExternalId: row.external_id,
    orderId: Number(row.sales_order_id),
    orderExternalId: row.order_external_id,
    orderNumber: row.number,
    orderedOn: row.ordered_on,
    state: row.order_gone_at ? 'cancelled' : row.state,
    isCancelled: Boolean(row.is_cancelled) || row.gone_at !== null,
    currency: row.currency,
    companyId: Number(row.company_id),
    productId: Number(row.product_id),
    description: row.description || row.product_name,
    quantity: row.quantity,
    unitPrice: row.unit_price,
    modelId: Number(row.assigned_model ?? row.coded_model),
    modelIsActive: Boolean(row.assigned_is_active ?? row.coded_is_active),
  }))
}
