import type { RecordType } from '#shared/records/record_type'

/** The narrow door to money: whatever is billed is a charge first. */
export const CHARGE: RecordType = {
  name: 'charge',
  domain: 'billing',
  table: 'charges',
  path: '/billing/charges',
  icon: 'coins',
  title: ['description'],
  defaultSort: '-due_on',
  actions: ['view', 'export'],
  fields: [
    { name: 'description', kind: 'text', listed: true, filter: true, written: 'house' },
    { name: 'company_id', kind: 'reference', to: 'company', listed: true, filter: true, written: 'house' },
    { name: 'kind', kind: 'choice', choices: { recurring: 'neutral', credit: 'warning' }, listed: true, filter: true, written: 'house' },
    { name: 'period_from', kind: 'date', listed: true, filter: true, written: 'house' },
    { name: 'period_to', kind: 'date', written: 'house' },
    { name: 'due_on', kind: 'date', required: true, listed: true, filter: true, sort: true, written: 'house' },
    { name: 'quantity', kind: 'decimal', written: 'house' },
    { name: 'unit_price', kind: 'decimal', isPrice: true, currency: 'currency', written: 'house' },
    { name: 'tax_code', kind: 'text', filter: true, written: 'house' },
    { name: 'payer_id', kind: 'reference', to: 'company', filter: true, written: 'house' },
    { name: 'payment_term_id', kind: 'reference', to: 'payment_term', filter: true, written: 'house' },
    { name: 'erp_site_id', kind: 'reference', to: 'erp_site', filter: true, written: 'house' },
    { name: 'net_cents', kind: 'money', currency: 'currency', listed: true, filter: true, written: 'house' },
    {
      name: 'state',
      kind: 'choice',
      choices: { proposed: 'info', held: 'warning', excluded: 'warning', billed: 'success', withdrawn: 'muted' },
      listed: true,
      filter: true,
      written: 'house',
    },
    { name: 'excluded_reason', kind: 'text', written: 'house' },
    { name: 'billing_run_id', kind: 'whole', filter: true, written: 'house' },
    { name: 'invoice_id', kind: 'whole', hidden: true, written: 'house' },
  ],
}
