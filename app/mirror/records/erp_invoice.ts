import { AS_OF } from '#mirror/records/as_of'
import type { RecordType } from '#shared/records/record_type'

/** An invoice as it stands in the ERP, whoever wrote it. */
export const ERP_INVOICE: RecordType = {
  name: 'erp_invoice',
  domain: 'mirror',
  table: 'erp_invoices',
  path: '/mirror/invoices',
  plural: 'erp-invoices',
  icon: 'file-text',
  title: ['number'],
  subtitle: 'reference',
  defaultSort: '-issued_on',
  actions: ['view', 'export'],
  fields: [
    { name: 'number', kind: 'text', listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'reference', kind: 'text', listed: true, filter: true, search: true, written: 'house' },
    { name: 'customer_id', kind: 'reference', to: 'customer', listed: true, filter: true, written: 'house' },
    { name: 'issued_on', kind: 'date', listed: true, filter: true, sort: true, written: 'house' },
    {
      name: 'state',
      kind: 'choice',
      choices: { draft: 'muted', posted: 'info', paid: 'success', cancelled: 'danger' },
      listed: true,
      filter: true,
      written: 'house',
    },
    { name: 'net_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'tax_cents', kind: 'money', currency: 'currency', written: 'house' },
    { name: 'total_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'open_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'mirrored_at', kind: 'instant', listed: true, written: 'house' },
  ],
  children: [
    { type: 'due_date', via: 'erp_invoice_id' },
    { type: 'payment_share', via: 'erp_invoice_id' },
  ],
  panel: AS_OF,
}
