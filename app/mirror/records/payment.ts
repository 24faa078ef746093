import { AS_OF } from '#mirror/records/as_of'
import type { RecordType } from '#shared/records/record_type'

/** A payment or its reversal as it stands in the ERP. */
export const ERP_PAYMENT: RecordType = {
  name: 'erp_payment',
  domain: 'mirror',
  table: 'erp_payments',
  path: '/mirror/payments',
  icon: 'banknote',
  title: ['number'],
  defaultSort: '-paid_on',
  actions: ['view', 'export'],
  fields: [
    { name: 'number', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'customer_id', kind: 'reference', to: 'customer', listed: true, filter: true, written: 'house' },
    { name: 'kind', kind: 'choice', choices: { payment: 'success', reversal: 'danger' }, listed: true, filter: true, written: 'house' },
    { name: 'paid_on', kind: 'date', required: true, listed: true, filter: true, sort: true, written: 'house' },
    { name: 'amount_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'method', kind: 'text', listed: true, filter: true, written: 'house' },
    { name: 'reference', kind: 'text', listed: true, search: true, written: 'house' },
    { name: 'is_cancelled', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'mirrored_at', kind: 'instant', listed: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  children: [{ type: 'payment_share', via: 'erp_payment_id' }],
  panel: AS_OF,
}

/** What of a payment settles an invoice. */
export const PAYMENT_SHARE: RecordType = {
  name: 'payment_share',
  domain: 'mirror',
  table: 'erp_payment_shares',
  path: '/mirror/payment-shares',
  icon: 'split',
  title: ['id'],
  defaultSort: 'id',
  actions: ['view', 'export'],
  isPart: true,
  fields: [
    { name: 'erp_payment_id', kind: 'reference', to: 'erp_payment', listed: true, filter: true, written: 'house' },
    { name: 'erp_invoice_id', kind: 'reference', to: 'erp_invoice', listed: true, filter: true, written: 'house' },
    { name: 'amount_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', listed: true, written: 'house' },
  ],
}

/** A day on which a part of an invoice is due, with what is still open of it. */
export const DUE_DATE: RecordType = {
  name: 'due_date',
  domain: 'mirror',
  table: 'erp_due_dates',
  path: '/mirror/due-dates',
  icon: 'calendar-clock',
  title: ['due_on'],
  defaultSort: '-due_on',
  actions: ['view', 'export'],
  fields: [
    { name: 'due_on', kind: 'date', required: true, listed: true, filter: true, sort: true, written: 'house' },
    { name: 'customer_id', kind: 'reference', to: 'customer', listed: true, filter: true, written: 'house' },
    { name: 'erp_invoice_id', kind: 'reference', to: 'erp_invoice', listed: true, filter: true, written: 'house' },
    { name: 'amount_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'open_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'state', kind: 'choice', choices: { open: 'warning', partial: 'info', paid: 'success' }, listed: true, filter: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
}
