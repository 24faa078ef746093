import { productPanel } from '#mirror/queries/product_panel'
import type { RecordType } from '#shared/records/record_type'

/** A product as the ERP last told it. */
export const PRODUCT: RecordType = {
  name: 'product',
  domain: 'mirror',
  table: 'products',
  path: '/mirror/products',
  icon: 'package',
  title: ['name'],
  subtitle: 'number',
  defaultSort: 'name',
  actions: ['view', 'export'],
  fields: [
    { name: 'number', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'name', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'unit', kind: 'text', listed: true, written: 'house' },
    { name: 'list_price', kind: 'decimal', isPrice: true, currency: 'currency', listed: true, written: 'house' },
    { name: 'currency', kind: 'text', listed: true, written: 'house' },
    { name: 'is_serialised', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'is_service', kind: 'boolean', filter: true, written: 'house' },
    { name: 'contract_model', kind: 'text', listed: true, filter: true, written: 'house' },
    { name: 'is_active', kind: 'boolean', filter: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  panel: { template: 'components/mirror/product_panel', load: productPanel },
  children: [{ type: 'product_component', via: 'product_id' }, { type: 'installed_item', via: 'product_id' }],
}
