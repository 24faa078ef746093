import { decisionPage } from '#service_contracts/queries/coverage/decision_page'
import type { RecordType } from '#shared/records/record_type'

/** What was decided about the coverage of some work, kept with its inputs and never changed. */
export const COVERAGE_DECISION: RecordType = {
  name: 'coverage_decision',
  domain: 'service_contracts',
  table: 'coverage_decisions',
  path: '/service-contracts/coverage/decisions',
  plural: 'coverage-decisions',
  icon: 'shield-check',
  title: ['number'],
  defaultSort: '-id',
  actions: ['view', 'export'],
  owner: { user: 'owner_id', group: 'group_id' },
  fields: [
    { name: 'number', kind: 'text', listed: true, filter: true, search: true, written: 'house' },
    { name: 'company_id', kind: 'reference', to: 'company', listed: true, filter: true, written: 'house' },
    { name: 'installed_item_id', kind: 'reference', to: 'installed_item', listed: true, filter: true, written: 'house' },
    { name: 'skill_id', kind: 'reference', to: 'skill', filter: true, written: 'house' },
    {
      name: 'status',
      kind: 'choice',
      choices: { reserved: 'info', committed: 'success', released: 'muted', expired: 'warning', reversed: 'muted' },
      listed: true,
      filter: true,
      written: 'house',
    },
    { name: 'requested_at', kind: 'instant', listed: true, written: 'house' },
    { name: 'amount_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'covered_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'billable_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
    { name: 'engine', kind: 'text', written: 'house' },
    { name: 'made_by', kind: 'text', written: 'house' },
    { name: 'expires_at', kind: 'instant', written: 'house' },
    { name: 'settled_at', kind: 'instant', written: 'house' },
    { name: 'settled_by', kind: 'text', written: 'house' },
  ],
  page: { template: 'pages/service_contracts/coverage/decision', load: decisionPage },
}
