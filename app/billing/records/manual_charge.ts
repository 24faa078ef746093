import { completeManualCharge } from '#billing/actions/complete_manual_charge'
import { lockedByOrigin, manualChargePanel } from '#billing/queries/manual_charge_panel'
import type { RecordType } from '#shared/records/record_type'

/** A charge that a person enters or imports; the next billing run proposes it like every other. */
export const MANUAL_CHARGE: RecordType = {
  name: 'manual_charge',
  domain: 'billing',
  table: 'manual_charges',
  path: '/billing/manual-charges',
  icon: 'circle-plus',
  title: ['description'],
  defaultSort: '-due_on',
  actions: ['view', 'create', 'edit', 'export', 'import'],
  fields: [
    { name: 'company_id', kind: 'reference', to: 'company', required: true, listed: true, filter: true },
    { name: 'description', kind: 'text', required: true, max: 200, listed: true, filter: true, search: true },
    { name: 'product_id', kind: 'reference', to: 'product', filter: true },
    { name: 'quantity', kind: 'decimal', required: true, initial: '1', listed: true },
    { name: 'unit_price', kind: 'decimal', isPrice: true, currency: 'currency', required: true, listed: true },
    { name: 'currency', kind: 'text', max: 3, required: true, initial: 'EUR', filter: true },
    { name: 'net_cents', kind: 'money', currency: 'currency', listed: true, filter: true, written: 'house' },
    { name: 'due_on', kind: 'date', required: true, listed: true, filter: true, sort: true },
    { name: 'period_from', kind: 'date' },
    { name: 'period_to', kind: 'date' },
    { name: 'bill_to_id', kind: 'reference', to: 'company', filter: true, heading: 'billing.manual_charge.invoicing' },
    { name: 'service_contract_id', kind: 'reference', to: 'service_contract', filter: true, heading: 'billing.manual_charge.invoicing' },
    { name: 'purchase_order', kind: 'text', max: 40, filter: true, search: true, heading: 'billing.manual_charge.invoicing' },
    {
      name: 'grouping',
      kind: 'choice',
      initial: 'customer',
      required: true,
      choices: { customer: 'neutral', contract: 'neutral', order: 'neutral', own: 'neutral' },
      heading: 'billing.manual_charge.invoicing',
    },
    { name: 'tax_code_id', kind: 'reference', to: 'tax_code', heading: 'billing.manual_charge.invoicing' },
    { name: 'source_key', kind: 'text', max: 80, unique: true, filter: true, search: true, heading: 'billing.manual_charge.invoicing' },
    { name: 'state', kind: 'choice', choices: { open: 'info', billed: 'success', withdrawn: 'muted' }, listed: true, filter: true, written: 'house' },
    { name: 'withdrawn_reason', kind: 'text', written: 'house' },
  ],
  panel: { template: 'components/billing/manual_charge_panel', load: manualChargePanel },
  locked: lockedByOrigin,
  beforeSave: completeManualCharge,
}
