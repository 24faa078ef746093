import { invoicePage } from '#billing/queries/invoice_page'
import type { RecordType } from '#shared/records/record_type'

/** An invoice of ours from proposal to payment; its number, tax and due dates are the ERP's. */
export const INVOICE: RecordType = {
  name: 'invoice',
  domain: 'billing',
  table: 'invoices',
  path: '/billing/invoices',
  icon: 'receipt',
  title: ['erp_number', 'reference'],
  subtitle: 'reference',
  defaultSort: '-id',
  actions: ['view', 'export'],
  fields: [
    { name: 'erp_number', kind: 'text', listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'reference', kind: 'text', listed: true, filter: true, search: true, written: 'house' },
    { name: 'company_id', kind: 'reference', to: 'company', listed: true, filter: true, written: 'house' },
    { name: 'kind', kind: 'choice', choices: { invoice: 'neutral', credit_note: 'warning' }, listed: true, filter: true, written: 'house' },
    {
      name: 'status',
      kind: 'choice',
      choices: { proposed: 'info', approved: 'info', queued: 'info', posted: 'success', refused: 'danger', held: 'warning', withdrawn: 'muted' },
      listed: true,
      filter: true,
      sort: true,
      written: 'house',
    },
    { name: 'issued_on', kind: 'date', listed: true, filter: true, sort: true, written: 'house' },
    { name: 'due_on', kind: 'date', listed: true, filter: true, written: 'house' },
    { name: 'payer_id', kind: 'reference', to: 'company', filter: true, written: 'house' },
    { name: 'payment_term_id', kind: 'reference', to: 'payment_term', written: 'house' },
    { name: 'erp_site_id', kind: 'reference', to: 'erp_site', filter: true, written: 'house' },
    { name: 'net_cents', kind: 'money', currency: 'currency', listed: true, filter: true, written: 'house' },
    { name: 'tax_cents', kind: 'money', currency: 'currency', written: 'house' },
    { name: 'total_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'open_cents', kind: 'money', currency: 'currency', written: 'house' },
    { name: 'approved_at', kind: 'instant', written: 'house' },
    { name: 'posted_at', kind: 'instant', written: 'house' },
    { name: 'billing_run_id', kind: 'whole', filter: true, written: 'house' },
  ],
  page: { template: 'pages/billing/invoices/show', load: invoicePage },
}
