import { completePerson } from '#service_contracts/actions/complete_person'
import type { RecordType } from '#shared/records/record_type'

/** Somebody who has to do with a contract: of the house or of the customer, in a role. */
export const CONTRACT_PERSON: RecordType = {
  name: 'contract_person',
  isPart: true,
  domain: 'service_contracts',
  table: 'contract_people',
  path: '/service-contracts/people',
  plural: 'contract-people',
  icon: 'users',
  title: ['id'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete'],
  fields: [
    { name: 'service_contract_id', kind: 'reference', to: 'service_contract', required: true, listed: true, filter: true },
    { name: 'user_id', kind: 'reference', to: 'user', listed: true, filter: true },
    { name: 'contact_id', kind: 'reference', to: 'contact', listed: true, filter: true },
    {
      name: 'role',
      kind: 'choice',
      required: true,
      initial: 'contact',
      choices: { responsible: 'info', sales: 'neutral', technical: 'neutral', legal: 'neutral', finance: 'neutral', signatory: 'success', contact: 'muted' },
      listed: true,
      filter: true,
    },
    { name: 'notes', kind: 'text', listed: true },
  ],
  beforeSave: completePerson,
}
