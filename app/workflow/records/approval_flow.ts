import { approvalFlowPanel } from '#workflow/queries/approval_flow_panel'
import type { RecordType } from '#shared/records/record_type'

/** Who approves records of a kind, step after step. An approval under way keeps the steps it began with. */
export const APPROVAL_FLOW: RecordType = {
  name: 'approval_flow',
  domain: 'workflow',
  table: 'approval_flows',
  path: '/workflow/approval-flows',
  icon: 'workflow',
  title: ['name'],
  defaultSort: 'name',
  actions: ['view', 'create', 'edit', 'export'],
  isReferableByAll: true,
  fields: [
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, filter: true, sort: true, search: true, unique: true },
    { name: 'subject_type', kind: 'choice', required: true, initial: 'service_contract', choices: { service_contract: 'info' }, listed: true, filter: true },
    { name: 'allows_own', kind: 'boolean', initial: false, listed: true },
    { name: 'is_active', kind: 'boolean', initial: true, listed: true, filter: true },
  ],
  panel: { template: 'components/workflow/flow_steps', load: approvalFlowPanel },
}
