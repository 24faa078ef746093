import { creditRequestPanel } from '#billing/queries/credit_request_panel'
import type { RecordType } from '#shared/records/record_type'

/** A line of an invoice that somebody asked to be given back, in full or in part. */
export const CREDIT_REQUEST: RecordType = {
  name: 'credit_request',
  domain: 'billing',
  table: 'credit_requests',
  path: '/billing/credit-requests',
  icon: 'undo-2',
  title: ['description'],
  defaultSort: '-id',
  actions: ['view', 'export'],
  fields: [
    { name: 'description', kind: 'text', listed: true, filter: true, written: 'house' },
    { name: 'company_id', kind: 'reference', to: 'company', listed: true, filter: true, written: 'house' },
    { name: 'invoice_id', kind: 'reference', to: 'invoice', listed: true, filter: true, written: 'house' },
    { name: 'charge_id', kind: 'reference', to: 'charge', written: 'house' },
    { name: 'net_cents', kind: 'money', currency: 'currency', listed: true, filter: true, written: 'house' },
    { name: 'quantity', kind: 'decimal', written: 'house' },
    { name: 'reason', kind: 'text', listed: true, filter: true, written: 'house' },
    { name: 'state', kind: 'choice', choices: { open: 'info', billed: 'success', withdrawn: 'muted' }, listed: true, filter: true, written: 'house' },
    { name: 'asked_on', kind: 'date', listed: true, filter: true, written: 'house' },
    { name: 'requested_by', kind: 'text', listed: true, filter: true, written: 'house' },
    { name: 'withdrawn_reason', kind: 'text', written: 'house' },
  ],
  panel: { template: 'components/billing/credit_request_panel', load: creditRequestPanel },
}
