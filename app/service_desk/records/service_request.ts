import type { RecordType } from '#shared/records/record_type'
import { completeRequest, noteRequest } from '#service_desk/actions/complete_request'
import { requestPanel } from '#service_desk/queries/request_panel'
import { serviceMarks } from '#service_desk/queries/service_marks'
import { WAITING_FOR } from '#service_desk/rules/request_status'

const neutral = (values: readonly string[]) => Object.fromEntries(values.map((value) => [value, 'neutral' as const]))

/** What a customer asks of the service desk: a fault, a question, a visit. */
export const SERVICE_REQUEST: RecordType = {
  name: 'service_request',
  domain: 'service_desk',
  table: 'service_requests',
  path: '/service-desk/requests',
  plural: 'service-requests',
  icon: 'wrench',
  title: ['number', 'subject'],
  defaultSort: '-number',
  actions: ['view', 'create', 'edit', 'export', 'import'],
  owner: { user: 'assignee_id', group: 'group_id' },
  attachments: { kinds: ['photo', 'report', 'correspondence', 'other'] },
  fields: [
    { name: 'number', kind: 'text', max: 20, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'subject', kind: 'text', max: 160, required: true, listed: true, filter: true, search: true },
    { name: 'company_id', kind: 'reference', to: 'company', required: true, listed: true, filter: true },
    {
      name: 'status',
      kind: 'choice',
      choices: { new: 'warning', qualified: 'info', assigned: 'info', in_progress: 'info', waiting: 'warning', solved: 'success', closed: 'muted' },
      listed: true,
      filter: true,
      sort: true,
      written: 'house',
    },
    { name: 'severity', kind: 'choice', choices: { 1: 'danger', 2: 'warning', 3: 'info', 4: 'muted' }, required: true, initial: '3', listed: true, filter: true, sort: true },
    { name: 'channel', kind: 'choice', choices: neutral(['phone', 'email', 'web', 'visit', 'portal', 'monitor']), required: true, initial: 'phone', filter: true },
    { name: 'contact_id', kind: 'reference', to: 'contact', filter: true },
    { name: 'installed_item_id', kind: 'reference', to: 'installed_item', filter: true },
    { name: 'skill_id', kind: 'reference', to: 'skill', filter: true },
    { name: 'description', kind: 'longtext', search: true },
    { name: 'received_on', kind: 'date', listed: true, filter: true, sort: true, heading: 'service_desk.headings.received' },
    { name: 'received_time', kind: 'text', max: 5, heading: 'service_desk.headings.received' },
    { name: 'received_at', kind: 'instant', written: 'house' },
    { name: 'service_contract_id', kind: 'reference', to: 'service_contract', filter: true, heading: 'service_desk.headings.paying' },
    { name: 'currency', kind: 'text', max: 3, heading: 'service_desk.headings.paying' },
    { name: 'assignee_id', kind: 'reference', to: 'user', listed: true, filter: true, written: 'house' },
    { name: 'is_open', kind: 'boolean', filter: true, written: 'house' },
    { name: 'waiting_for', kind: 'choice', choices: neutral(WAITING_FOR), filter: true, written: 'house' },
    { name: 'solution', kind: 'longtext', search: true, written: 'house' },
    { name: 'solved_at', kind: 'instant', written: 'house' },
    { name: 'closed_at', kind: 'instant', written: 'house' },
    { name: 'work_state', kind: 'choice', choices: { none: 'muted', reported: 'warning', approved: 'success' }, filter: true, written: 'house' },
    { name: 'work_revision', kind: 'whole', hidden: true, written: 'house' },
    { name: 'work_cents', kind: 'money', currency: 'currency', written: 'house' },
    { name: 'covered_cents', kind: 'money', currency: 'currency', written: 'house' },
    { name: 'points_cents', kind: 'money', currency: 'currency', written: 'house' },
    { name: 'billable_cents', kind: 'money', currency: 'currency', written: 'house' },
    { name: 'coverage_decision_id', kind: 'reference', to: 'coverage_decision', written: 'house' },
  ],
  marks: serviceMarks,
  panel: { template: 'components/service_desk/request_panel', load: requestPanel },
  beforeSave: completeRequest,
  afterSave: noteRequest,
}
