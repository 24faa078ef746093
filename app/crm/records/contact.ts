import type { RecordType } from '#shared/records/record_type'

/** A person at a company. */
export const CONTACT: RecordType = {
  name: 'contact',
  domain: 'crm',
  table: 'contacts',
  path: '/crm/contacts',
  icon: 'contact',
  title: ['first_name', 'last_name'],
  subtitle: 'email',
  defaultSort: 'last_name',
  actions: ['view', 'create', 'edit', 'delete', 'export', 'import'],
  children: [{ type: 'contract_person', via: 'contact_id' }],
  fields: [
    { name: 'company_id', kind: 'reference', to: 'company', required: true, listed: true, filter: true },
    { name: 'first_name', kind: 'text', max: 80, listed: true, search: true },
    { name: 'last_name', kind: 'text', max: 120, required: true, listed: true, filter: true, sort: true, search: true },
    { name: 'position', kind: 'text', max: 120, listed: true },
    { name: 'email', kind: 'email', listed: true, filter: true, search: true },
    { name: 'phone', kind: 'phone', max: 64, listed: true, search: true },
    { name: 'mobile', kind: 'phone', max: 64, search: true },
    { name: 'language', kind: 'choice', choices: { en: 'neutral', es: 'neutral', ro: 'neutral', ca: 'neutral', de: 'neutral', fr: 'neutral' } },
  ],
}
