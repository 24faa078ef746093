import { AS_OF } from '#mirror/records/as_of'
import type { RecordType } from '#shared/records/record_type'

/** A delivery, return, loan, consignment or notice of consumption as the ERP last told it. */
export const DELIVERY: RecordType = {
  name: 'delivery',
  domain: 'mirror',
  table: 'deliveries',
  path: '/mirror/deliveries',
  icon: 'truck',
  title: ['number'],
  defaultSort: '-delivered_on',
  actions: ['view', 'export'],
  fields: [
    { name: 'number', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    {
      name: 'kind',
      kind: 'choice',
      choices: { delivery: 'success', return: 'warning', loan: 'info', consignment: 'info', consumption: 'neutral' },
      listed: true,
      filter: true,
      written: 'house',
    },
    { name: 'customer_id', kind: 'reference', to: 'customer', listed: true, filter: true, written: 'house' },
    { name: 'delivered_on', kind: 'date', required: true, listed: true, filter: true, sort: true, written: 'house' },
    { name: 'place', kind: 'text', listed: true, written: 'house' },
    { name: 'is_cancelled', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  children: [{ type: 'delivery_line', via: 'delivery_id' }],
  panel: AS_OF,
}

export const DELIVERY_LINE: RecordType = {
  name: 'delivery_line',
  domain: 'mirror',
  table: 'delivery_lines',
  path: '/mirror/delivery-lines',
  icon: 'list',
  title: ['serials'],
  defaultSort: 'id',
  actions: ['view', 'export'],
  fields: [
    { name: 'delivery_id', kind: 'reference', to: 'delivery', listed: true, filter: true, written: 'house' },
    { name: 'position', kind: 'whole', listed: true, written: 'house' },
    { name: 'product_id', kind: 'reference', to: 'product', listed: true, filter: true, written: 'house' },
    { name: 'quantity', kind: 'decimal', listed: true, written: 'house' },
    { name: 'serials', kind: 'text', listed: true, written: 'house' },
    { name: 'lots', kind: 'text', listed: true, written: 'house' },
  ],
}
