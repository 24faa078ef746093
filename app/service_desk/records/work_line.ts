import type { RecordType } from '#shared/records/record_type'
import { completeWorkLine, sumUpWork, workableRequest } from '#service_desk/actions/complete_work_line'
import { WORK_KINDS } from '#service_desk/rules/work_kind'

/** One thing that was done or used for a request: hours, a part, a journey, an expense. */
export const WORK_LINE: RecordType = {
  name: 'work_line',
  isPart: true,
  domain: 'service_desk',
  table: 'work_lines',
  path: '/service-desk/work-lines',
  plural: 'work-lines',
  icon: 'list',
  title: ['description'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete', 'export', 'import'],
  fields: [
    { name: 'service_request_id', kind: 'reference', to: 'service_request', required: true, listed: true, filter: true },
    { name: 'kind', kind: 'choice', choices: Object.fromEntries(WORK_KINDS.map((kind) => [kind, 'neutral' as const])), required: true, initial: 'labour', listed: true, filter: true },
    { name: 'product_id', kind: 'reference', to: 'product', filter: true },
    { name: 'description', kind: 'text', listed: true, search: true },
    { name: 'quantity', kind: 'decimal', required: true, initial: '1', listed: true },
    { name: 'unit', kind: 'text', max: 16 },
    { name: 'unit_price', kind: 'decimal', isPrice: true, currency: 'currency', listed: true },
    { name: 'place', kind: 'choice', choices: { remote: 'neutral', on_site: 'neutral' }, filter: true },
    { name: 'serial', kind: 'text', max: 128, filter: true, search: true },
    { name: 'person_id', kind: 'reference', to: 'user', listed: true, filter: true, heading: 'service_desk.headings.worked' },
    { name: 'worked_on', kind: 'date', listed: true, filter: true, sort: true, heading: 'service_desk.headings.worked' },
    { name: 'worked_from', kind: 'text', max: 5, heading: 'service_desk.headings.worked' },
    { name: 'worked_at', kind: 'instant', written: 'house' },
    { name: 'currency', kind: 'text', max: 3, hidden: true, written: 'house' },
    { name: 'list_cents', kind: 'money', currency: 'currency', listed: true, written: 'house' },
  ],
  beforeSave: completeWorkLine,
  afterSave: async (row, _before, trx) => sumUpWork(Number(row.service_request_id), trx),
  beforeDelete: async (row, trx, actor) => {
    await workableRequest(Number(row.service_request_id), trx, actor)
    await sumUpWork(Number(row.service_request_id), trx, row.id)
  },
}
