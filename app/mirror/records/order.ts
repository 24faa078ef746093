import { orderParts } from '#mirror/order_parts'
import type { RecordType } from '#shared/records/record_type'

/** A sales order as the ERP last told it. */
export const ORDER: RecordType = {
  name: 'order',
  domain: 'mirror',
  table: 'sales_orders',
  path: '/mirror/orders',
  icon: 'shopping-cart',
  title: ['number'],
  subtitle: 'customer_reference',
  defaultSort: '-ordered_on',
  actions: ['view', 'export'],
  fields: [
    { name: 'number', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'customer_id', kind: 'reference', to: 'customer', listed: true, filter: true, written: 'house' },
    { name: 'ordered_on', kind: 'date', listed: true, filter: true, sort: true, written: 'house' },
    {
      name: 'state',
      kind: 'choice',
      choices: { draft: 'muted', confirmed: 'info', done: 'success', cancelled: 'danger' },
      listed: true,
      filter: true,
      written: 'house',
    },
    { name: 'currency', kind: 'text', written: 'house' },
    { name: 'customer_reference', kind: 'text', listed: true, search: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  children: [{ type: 'order_line', via: 'sales_order_id' }],
  panel: { template: 'components/mirror/order_panel', load: async (row, actor) => ({ parts: await orderParts(row, actor) }) },
}

export const ORDER_LINE: RecordType = {
  name: 'order_line',
  domain: 'mirror',
  table: 'sales_order_lines',
  path: '/mirror/order-lines',
  icon: 'list',
  title: ['description'],
  defaultSort: 'id',
  actions: ['view', 'export'],
  fields: [
    { name: 'sales_order_id', kind: 'reference', to: 'order', listed: true, filter: true, written: 'house' },
    { name: 'position', kind: 'whole', listed: true, written: 'house' },
    { name: 'product_id', kind: 'reference', to: 'product', listed: true, filter: true, written: 'house' },
    { name: 'description', kind: 'text', listed: true, written: 'house' },
    { name: 'quantity', kind: 'decimal', listed: true, written: 'house' },
    { name: 'unit_price', kind: 'decimal', isPrice: true, listed: true, written: 'house' },
    { name: 'expected_on', kind: 'date', listed: true, filter: true, written: 'house' },
    { name: 'is_cancelled', kind: 'boolean', listed: true, filter: true, written: 'house' },
  ],
}
