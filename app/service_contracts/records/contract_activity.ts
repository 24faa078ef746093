import { completeActivity } from '#service_contracts/rules/complete_activity'
import type { RecordType } from '#shared/records/record_type'

/** Something to be done about a contract until a day, by somebody, and how far it is. */
export const CONTRACT_ACTIVITY: RecordType = {
  name: 'contract_activity',
  domain: 'service_contracts',
  table: 'contract_activities',
  path: '/service-contracts/activities',
  plural: 'contract-activities',
  icon: 'clipboard-list',
  title: ['subject'],
  defaultSort: 'due_on',
  actions: ['view', 'create', 'edit', 'delete', 'export'],
  fields: [
    { name: 'service_contract_id', kind: 'reference', to: 'service_contract', required: true, listed: true, filter: true },
    { name: 'subject', kind: 'text', max: 160, required: true, listed: true, filter: true },
    {
      name: 'kind',
      kind: 'choice',
      required: true,
      initial: 'task',
      choices: { task: 'neutral', call: 'neutral', meeting: 'info', visit: 'info', review: 'neutral' },
      listed: true,
      filter: true,
    },
    { name: 'owner_id', kind: 'reference', to: 'user', listed: true, filter: true },
    { name: 'starts_on', kind: 'date' },
    { name: 'due_on', kind: 'date', required: true, listed: true, filter: true, sort: true },
    { name: 'progress', kind: 'whole', required: true, initial: 0, listed: true },
    { name: 'done_on', kind: 'date', listed: true, filter: true },
    { name: 'notes', kind: 'longtext' },
  ],
  beforeSave: async (values, before) => completeActivity(values, before),
}
