import { companyPanel } from '#crm/queries/company_panel'
import { erpFieldsOf, lockedSentences } from '#crm/queries/erp_fields_of'
import CompanyClassified from '#crm/events/company_classified'
import NoteDepartures from '#crm/actions/note_departures'
import ProposeAdoptions from '#crm/actions/propose_adoptions'
import { completeKeys, refuseErpFields } from '#crm/rules/erp_fields'
import type { RecordType } from '#shared/records/record_type'

/** A company we know: a prospect of our own, or a customer the ERP knows too. */
export const COMPANY: RecordType = {
  name: 'company',
  domain: 'crm',
  table: 'companies',
  path: '/crm/companies',
  icon: 'building-2',
  title: ['name'],
  subtitle: 'number',
  defaultSort: 'name',
  actions: ['view', 'create', 'edit', 'delete', 'export', 'import'],
  owner: { user: 'owner_id', group: 'group_id' },
  attachments: { kinds: ['correspondence', 'certificate', 'other'] },
  fields: [
    { name: 'name', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true },
    { name: 'number', kind: 'text', max: 64, listed: true, filter: true, sort: true, search: true, written: 'house' },
    {
      name: 'status',
      kind: 'choice',
      required: true,
      initial: 'prospect',
      choices: { prospect: 'info', customer: 'success', former: 'muted' },
      listed: true,
      filter: true,
    },
    {
      name: 'nature',
      kind: 'choice',
      required: true,
      initial: 'direct',
      choices: { direct: 'neutral', wholesaler: 'info', reseller: 'info' },
      filter: true,
    },
    { name: 'tax_id', kind: 'text', max: 64, filter: true, search: true },
    { name: 'email', kind: 'email', search: true },
    { name: 'phone', kind: 'phone', max: 64, listed: true, search: true },
    { name: 'website', kind: 'url' },
    { name: 'language', kind: 'choice', choices: { en: 'neutral', es: 'neutral', ro: 'neutral', ca: 'neutral', de: 'neutral', fr: 'neutral' } },
    { name: 'street', kind: 'text' },
    { name: 'postal_code', kind: 'text', max: 32 },
    { name: 'city', kind: 'text', max: 128, listed: true, filter: true, sort: true, search: true },
    { name: 'country', kind: 'text', max: 2, listed: true, filter: true },
    { name: 'is_blocked', kind: 'boolean', filter: true, written: 'house' },
    { name: 'owner_id', kind: 'reference', to: 'user', filter: true },
    { name: 'notes', kind: 'longtext' },
  ],
  children: [
    { type: 'contact', via: 'company_id' },
    { type: 'opportunity', via: 'company_id' },
    { type: 'offer', via: 'company_id' },
    { type: 'service_contract', via: 'company_id' },
    { type: 'installed_item', via: 'company_id' },
    { type: 'invoice', via: 'company_id' },
    { type: 'charge', via: 'company_id' },
  ],
  panel: { template: 'components/crm/company_panel', load: companyPanel },
  locked: async (row) => lockedSentences(await erpFieldsOf(row)),
  beforeSave: async (values, before, trx) => {
    refuseErpFields(values, before, await erpFieldsOf(before, trx))
    completeKeys(values)
  },
  afterSave: async (row, before, trx) => {
    if (before) await new NoteDepartures().handle(row, before, trx)
    if (before && before.nature !== row.nature) await CompanyClassified.dispatch(row.id, String(row.nature), trx)
    await new ProposeAdoptions().forCompany(row, trx)
  },
}
