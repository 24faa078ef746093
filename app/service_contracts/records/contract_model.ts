import { refuseUnfinishedPolicy } from '#service_contracts/actions/complete_revaluation_policy'
import { refuseBadRenewal } from '#service_contracts/rules/renewal/renewal_fields'
import { RENEWAL_FIELDS } from '#service_contracts/records/renewal_fields'
import { offeredCurrencies, refuseUnknownCurrency } from '#service_contracts/queries/offered_currencies'
import { modelPanel } from '#service_contracts/queries/models/model_panel'
import { refuseBadFigures } from '#service_contracts/rules/line_figures'
import { refuseBadPolicy } from '#service_contracts/rules/policy_refusals'
import { POLICY_FIELDS } from '#service_contracts/records/policy_fields'
import type { RecordType } from '#shared/records/record_type'

/** What a contract starts from; a contract keeps a copy, so a changed model changes no contract. */
export const CONTRACT_MODEL: RecordType = {
  name: 'contract_model',
  domain: 'service_contracts',
  table: 'contract_models',
  path: '/service-contracts/models',
  icon: 'file-cog',
  title: ['name'],
  subtitle: 'code',
  defaultSort: 'name',
  actions: ['view', 'create', 'edit', 'delete', 'export', 'import'],
  fields: [
    { name: 'code', kind: 'text', max: 64, required: true, listed: true, filter: true, search: true, unique: true },
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, filter: true, sort: true, search: true },
    {
      name: 'kind',
      kind: 'choice',
      required: true,
      initial: 'maintenance',
      choices: { maintenance: 'info', warranty: 'neutral', points: 'neutral' },
      listed: true,
      filter: true,
    },
    { name: 'duration_months', kind: 'whole', required: true, initial: 12, listed: true },
    { name: 'birth', kind: 'choice', required: true, initial: 'draft', choices: { draft: 'muted', active: 'success' }, listed: true, filter: true },
    { name: 'starts', kind: 'choice', required: true, initial: 'order_date', choices: { order_date: 'neutral', next_month: 'neutral' } },
    ...POLICY_FIELDS.map((field) => ({ ...field, listed: ['mode', 'period_unit'].includes(field.name) })),
    ...RENEWAL_FIELDS,
    { name: 'coverage_set_id', kind: 'reference', to: 'coverage_set', filter: true },
    { name: 'service_level_id', kind: 'reference', to: 'service_level', filter: true },
    { name: 'currency', kind: 'text', max: 3, offers: offeredCurrencies, heading: 'service_contracts.billing_policy' },
    { name: 'payment_term_id', kind: 'reference', to: 'payment_term', heading: 'service_contracts.billing_policy' },
    { name: 'erp_site_id', kind: 'reference', to: 'erp_site', heading: 'service_contracts.billing_policy' },
    { name: 'approval_flow_id', kind: 'reference', to: 'approval_flow', heading: 'contract_models.signing' },
    { name: 'needs_signature', kind: 'boolean', initial: false, heading: 'contract_models.signing' },
    { name: 'published_number', kind: 'whole', listed: true, written: 'house' },
    { name: 'is_active', kind: 'boolean', initial: true, filter: true },
    { name: 'notes', kind: 'longtext' },
  ],
  children: [
    { type: 'contract_model_line', via: 'contract_model_id' },
    { type: 'contract_model_product', via: 'contract_model_id' },
    { type: 'warranted_product', via: 'contract_model_id' },
    { type: 'service_contract', via: 'contract_model_id' },
  ],
  attachments: { kinds: ['template', 'annex', 'conditions'] },
  panel: { template: 'components/service_contracts/model_versions', load: modelPanel },
  beforeSave: async (values, before, trx) => {
    await refuseUnfinishedPolicy(values, before, trx)
    refuseUnknownCurrency(values)
    refuseBadPolicy({ ...before, ...values })
    if (values.free_periods === null) values.free_periods = 0
    refuseBadRenewal({ ...before, ...values })
  },
}

/** Which products of the ERP sell a contract of this model, where the ERP itself does not say so. */
export const CONTRACT_MODEL_PRODUCT: RecordType = {
  name: 'contract_model_product',
  isPart: true,
  domain: 'service_contracts',
  table: 'contract_model_products',
  path: '/service-contracts/model-products',
  icon: 'package',
  title: ['id'],
  defaultSort: 'id',
  actions: ['view', 'create', 'delete'],
  fields: [
    { name: 'contract_model_id', kind: 'reference', to: 'contract_model', required: true, listed: true, filter: true },
    { name: 'product_id', kind: 'reference', to: 'product', required: true, listed: true, filter: true, unique: true },
  ],
}

/** A price line that contracts entered by hand get from the model. */
export const CONTRACT_MODEL_LINE: RecordType = {
  name: 'contract_model_line',
  isPart: true,
  domain: 'service_contracts',
  table: 'contract_model_lines',
  path: '/service-contracts/model-lines',
  icon: 'list',
  title: ['description'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete'],
  fields: [
    { name: 'contract_model_id', kind: 'reference', to: 'contract_model', required: true, filter: true },
    { name: 'product_id', kind: 'reference', to: 'product', listed: true, filter: true },
    { name: 'description', kind: 'text', required: true, listed: true, filter: true },
    { name: 'quantity', kind: 'decimal', required: true, initial: '1', listed: true },
    { name: 'unit_price', kind: 'decimal', isPrice: true, required: true, listed: true },
  ],
  beforeSave: async (values, before) => refuseBadFigures({ ...before, ...values }),
}
