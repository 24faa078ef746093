import { AS_OF } from '#mirror/records/as_of'
import type { RecordType } from '#shared/records/record_type'

/** A price list of the ERP. */
export const PRICE_LIST: RecordType = {
  name: 'price_list',
  domain: 'mirror',
  table: 'price_lists',
  path: '/mirror/price-lists',
  icon: 'tags',
  title: ['name'],
  defaultSort: 'name',
  actions: ['view', 'export'],
  subtitle: 'code',
  fields: [
    { name: 'code', kind: 'text', required: true, listed: true, filter: true, search: true, written: 'house' },
    { name: 'name', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'currency', kind: 'text', listed: true, filter: true, written: 'house' },
    { name: 'includes_tax', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'valid_from', kind: 'date', listed: true, written: 'house' },
    { name: 'valid_until', kind: 'date', listed: true, written: 'house' },
    { name: 'is_active', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'mirrored_at', kind: 'instant', listed: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  children: [{ type: 'price_list_line', via: 'price_list_id' }],
  panel: AS_OF,
}

/** What a product costs by a price list, from a quantity on. */
export const PRICE_LIST_LINE: RecordType = {
  name: 'price_list_line',
  domain: 'mirror',
  table: 'price_list_lines',
  path: '/mirror/price-list-lines',
  icon: 'tag',
  title: ['unit_price'],
  defaultSort: 'id',
  actions: ['view', 'export'],
  isPart: true,
  fields: [
    { name: 'price_list_id', kind: 'reference', to: 'price_list', listed: true, filter: true, written: 'house' },
    { name: 'product_id', kind: 'reference', to: 'product', listed: true, filter: true, written: 'house' },
    { name: 'from_quantity', kind: 'decimal', listed: true, written: 'house' },
    { name: 'unit_price', kind: 'decimal', isPrice: true, listed: true, written: 'house' },
    { name: 'valid_from', kind: 'date', listed: true, written: 'house' },
    { name: 'valid_until', kind: 'date', listed: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', listed: true, written: 'house' },
  ],
}

/** What of a product lies at a site. */
export const STOCK_LEVEL: RecordType = {
  name: 'stock_level',
  domain: 'mirror',
  table: 'stock_levels',
  path: '/mirror/stock',
  icon: 'boxes',
  title: ['quantity'],
  defaultSort: 'id',
  actions: ['view', 'export'],
  fields: [
    { name: 'product_id', kind: 'reference', to: 'product', listed: true, filter: true, written: 'house' },
    { name: 'erp_site_id', kind: 'reference', to: 'erp_site', listed: true, filter: true, written: 'house' },
    { name: 'quantity', kind: 'decimal', listed: true, written: 'house' },
    { name: 'available', kind: 'decimal', listed: true, written: 'house' },
    { name: 'as_of', kind: 'instant', listed: true, written: 'house' },
    { name: 'mirrored_at', kind: 'instant', listed: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  panel: AS_OF,
}
