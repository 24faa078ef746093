import { clearDraft } from '#service_contracts/actions/clear_draft'
import { completeContract } from '#service_contracts/actions/complete_contract'
import { completeLine, refuseBilledLine } from '#service_contracts/actions/complete_line'
import { fillNewContract } from '#service_contracts/actions/fill_new_contract'
import { noteOfContract, noteOfLine } from '#service_contracts/queries/import_notes'
import { offeredCurrencies } from '#service_contracts/queries/offered_currencies'
import { contractForm } from '#service_contracts/queries/models/contract_form'
import { contractPage } from '#service_contracts/queries/contract_page'
import { POLICY_FIELDS } from '#service_contracts/records/policy_fields'
import { RENEWAL_FIELDS } from '#service_contracts/records/renewal_fields'
import type { RecordType } from '#shared/records/record_type'

/** A contract with a customer: what is kept up or granted, for how long, billed how. */
export const SERVICE_CONTRACT: RecordType = {
  name: 'service_contract',
  domain: 'service_contracts',
  table: 'service_contracts',
  path: '/service-contracts/contracts',
  icon: 'file-signature',
  title: ['number', 'title'],
  defaultSort: '-number',
  actions: ['view', 'create', 'edit', 'export', 'import'],
  owner: { user: 'owner_id', group: 'group_id' },
  fields: [
    { name: 'number', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'title', kind: 'text', max: 160, listed: true, search: true },
    { name: 'company_id', kind: 'reference', to: 'company', required: true, listed: true, filter: true },
    { name: 'ordering_party_id', kind: 'reference', to: 'company', filter: true },
    { name: 'bill_to_id', kind: 'reference', to: 'company', filter: true },
    { name: 'payer_id', kind: 'reference', to: 'company', filter: true },
    { name: 'contract_model_id', kind: 'reference', to: 'contract_model', listed: true, filter: true },
    {
      name: 'kind',
      kind: 'choice',
      required: true,
      initial: 'maintenance',
      choices: { maintenance: 'info', warranty: 'neutral', points: 'neutral' },
      filter: true,
    },
    {
      name: 'status',
      kind: 'choice',
      choices: { draft: 'muted', active: 'success', suspended: 'warning', notice_given: 'warning', ended: 'muted', closed: 'neutral', cancelled: 'danger' },
      listed: true,
      filter: true,
      sort: true,
      written: 'house',
    },
    { name: 'currency', kind: 'text', max: 3, required: true, initial: 'EUR', offers: offeredCurrencies },
    { name: 'starts_on', kind: 'date', required: true, listed: true, filter: true, sort: true },
    { name: 'ends_on', kind: 'date', listed: true, filter: true },
    { name: 'service_level_id', kind: 'reference', to: 'service_level', filter: true },
    { name: 'payment_term_id', kind: 'reference', to: 'payment_term', filter: true, heading: 'service_contracts.billing_policy' },
    { name: 'erp_site_id', kind: 'reference', to: 'erp_site', filter: true, heading: 'service_contracts.billing_policy' },
    ...POLICY_FIELDS,
    { name: 'base_month', kind: 'text', max: 7, heading: 'service_contracts.billing_policy' },
    { name: 'term_months', kind: 'whole', heading: 'renewal.policy' },
    ...RENEWAL_FIELDS,
    { name: 'term_no', kind: 'whole', written: 'house', heading: 'renewal.policy' },
    { name: 'deadline_on', kind: 'date', filter: true, written: 'house', heading: 'renewal.policy' },
    { name: 'former_number', kind: 'text', max: 64, unique: true, filter: true, search: true, heading: 'service_contracts.taken_over' },
    { name: 'was_running', kind: 'boolean', initial: false, filter: true, heading: 'service_contracts.taken_over' },
    { name: 'billed_until', kind: 'date', filter: true, heading: 'service_contracts.taken_over' },
    { name: 'opening_points', kind: 'decimal', heading: 'service_contracts.taken_over' },
    { name: 'opening_point_value', kind: 'decimal', isPrice: true, currency: 'currency', heading: 'service_contracts.taken_over' },
    { name: 'sales_order_number', kind: 'text', search: true, written: 'house' },
    { name: 'signed_on', kind: 'date', filter: true, written: 'house' },
    { name: 'signed_by', kind: 'text', written: 'house' },
    { name: 'owner_id', kind: 'reference', to: 'user', filter: true },
    { name: 'notes', kind: 'longtext' },
  ],
  listLinks: [
    { labelKey: 'service_contracts.activations.link', icon: 'play', path: '/service-contracts/activations/new', needs: { resource: 'service_contract', action: 'edit' } },
    { labelKey: 'service_contracts.import_lines', icon: 'upload', path: '/service-contracts/lines/imports/new', needs: { resource: 'contract_line', action: 'import' } },
  ],
  children: [
    { type: 'contract_line', via: 'service_contract_id' },
    { type: 'contract_activity', via: 'service_contract_id' },
    { type: 'contract_person', via: 'service_contract_id' },
    { type: 'contract_order', via: 'service_contract_id' },
  ],
  attachments: { kinds: ['draft', 'annex', 'signed', 'correspondence', 'other'] },
  form: { template: 'pages/service_contracts/contracts/new', load: contractForm },
  page: { template: 'pages/service_contracts/contracts/show', load: contractPage },
  beforeSave: completeContract,
  beforeDelete: clearDraft,
  afterSave: fillNewContract,
  importNote: noteOfContract,
}

/** One thing a contract bills or covers, with its own days and price. */
export const CONTRACT_LINE: RecordType = {
  name: 'contract_line',
  isPart: true,
  domain: 'service_contracts',
  table: 'contract_lines',
  path: '/service-contracts/lines',
  // those of a draft that was made of somebody's offer
  owner: { user: 'owner_id', group: 'group_id' },
  icon: 'list',
  title: ['description'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete', 'import'],
  fields: [
    { name: 'service_contract_id', kind: 'reference', to: 'service_contract', required: true, filter: true },
    { name: 'position', kind: 'whole', listed: true, written: 'house' },
    { name: 'product_id', kind: 'reference', to: 'product', listed: true, filter: true },
    { name: 'description', kind: 'text', required: true, listed: true, filter: true },
    { name: 'quantity', kind: 'decimal', required: true, initial: '1', listed: true },
    { name: 'unit_price', kind: 'decimal', isPrice: true, required: true, listed: true },
    { name: 'tax_code_id', kind: 'reference', to: 'tax_code' },
    { name: 'starts_on', kind: 'date', required: true, listed: true },
    { name: 'ends_on', kind: 'date', listed: true },
    { name: 'installed_item_id', kind: 'reference', to: 'installed_item', listed: true },
    { name: 'is_price_fixed', kind: 'boolean' },
    { name: 'is_aligned', kind: 'boolean', initial: true },
    { name: 'next_price', kind: 'decimal', isPrice: true },
    { name: 'former_key', kind: 'text', max: 80, unique: true },
  ],
  beforeSave: completeLine,
  beforeDelete: refuseBilledLine,
  importNote: noteOfLine,
}
