import { completeAccount } from '#points/actions/complete_account'
import { accountPanel } from '#points/queries/account_panel'
import { POINT_POLICY_FIELDS } from '#points/records/point_policy_fields'
import type { RecordType } from '#shared/records/record_type'

/** The points of a contract or of a company, and what happens when they run out. */
export const POINT_ACCOUNT: RecordType = {
  name: 'point_account',
  domain: 'points',
  table: 'point_accounts',
  path: '/points/accounts',
  icon: 'ticket',
  title: ['number', 'title'],
  defaultSort: '-number',
  actions: ['view', 'create', 'edit', 'export'],
  fields: [
    { name: 'number', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'title', kind: 'text', max: 160, listed: true, search: true },
    { name: 'company_id', kind: 'reference', to: 'company', required: true, listed: true, filter: true },
    { name: 'service_contract_id', kind: 'reference', to: 'service_contract', listed: true, filter: true, unique: true },
    { name: 'bill_to_id', kind: 'reference', to: 'company' },
    { name: 'product_id', kind: 'reference', to: 'product' },
    { name: 'currency', kind: 'text', max: 3, required: true, initial: 'EUR' },
    { name: 'balance', kind: 'decimal', listed: true, written: 'house' },
    { name: 'status', kind: 'choice', initial: 'open', required: true, choices: { open: 'success', closed: 'muted' }, listed: true, filter: true },
    ...POINT_POLICY_FIELDS,
    { name: 'booked_until', kind: 'date', written: 'house' },
    { name: 'notes', kind: 'longtext' },
  ],
  panel: { template: 'components/points/account_panel', load: accountPanel },
  beforeSave: completeAccount,
}
