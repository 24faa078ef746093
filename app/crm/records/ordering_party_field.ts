import type { RecordType } from '#shared/records/record_type'

/** A fact that ordering parties carry, besides their name; an administrator chooses which, and which must be filled in. */
export const ORDERING_PARTY_FIELD: RecordType = {
  name: 'ordering_party_field',
  domain: 'crm',
  table: 'ordering_party_fields',
  path: '/crm/ordering-party-fields',
  icon: 'list-checks',
  title: ['label'],
  defaultSort: 'position',
  actions: ['view', 'create', 'edit'],
  fields: [
    { name: 'label', kind: 'text', max: 64, required: true, listed: true, unique: true },
    {
      name: 'kind',
      kind: 'choice',
      required: true,
      initial: 'text',
      choices: { text: 'neutral', email: 'neutral', phone: 'neutral', number: 'neutral', date: 'neutral', checkbox: 'neutral' },
      listed: true,
    },
    { name: 'is_required', kind: 'boolean', initial: false, listed: true },
    { name: 'is_active', kind: 'boolean', initial: true, listed: true },
    { name: 'position', kind: 'whole', required: true, initial: 10, listed: true, sort: true },
  ],
}
