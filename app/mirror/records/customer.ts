import { AS_OF } from '#mirror/records/as_of'
import type { RecordType } from '#shared/records/record_type'

/** A customer as the ERP last told it; the company of the same customer is what people work with. */
export const CUSTOMER: RecordType = {
  name: 'customer',
  domain: 'mirror',
  table: 'customers',
  path: '/mirror/customers',
  icon: 'building',
  title: ['name'],
  subtitle: 'number',
  defaultSort: 'name',
  actions: ['view', 'export'],
  fields: [
    { name: 'number', kind: 'text', required: true, listed: true, filter: true, sort: true, written: 'house' },
    { name: 'name', kind: 'text', required: true, listed: true, filter: true, sort: true, written: 'house' },
    { name: 'tax_id', kind: 'text', listed: true, filter: true, written: 'house' },
    { name: 'email', kind: 'email', listed: true, written: 'house' },
    { name: 'phone', kind: 'phone', written: 'house' },
    { name: 'language', kind: 'text', written: 'house' },
    { name: 'is_active', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'is_blocked', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  children: [
    { type: 'order', via: 'customer_id' },
    { type: 'delivery', via: 'customer_id' },
    { type: 'erp_invoice', via: 'customer_id' },
    { type: 'due_date', via: 'customer_id' },
    { type: 'erp_payment', via: 'customer_id' },
  ],
  panel: AS_OF,
}
