import { completeGrant } from '#points/actions/complete_grant'
import { POINT_POLICY_FIELDS } from '#points/records/point_policy_fields'
import type { RecordType } from '#shared/records/record_type'

/** How many points a contract of a model brings when it comes into force, and how its account works. */
export const POINT_GRANT: RecordType = {
  name: 'point_grant',
  domain: 'points',
  table: 'point_grants',
  path: '/points/grants',
  icon: 'gift',
  title: ['title'],
  defaultSort: 'id',
  actions: ['view', 'create', 'edit', 'delete', 'export'],
  fields: [
    { name: 'title', kind: 'text', hidden: true, search: true, written: 'house' },
    { name: 'contract_model_id', kind: 'reference', to: 'contract_model', required: true, listed: true, filter: true, unique: true },
    { name: 'points', kind: 'decimal', required: true, listed: true },
    { name: 'unit_value', kind: 'decimal', listed: true },
    ...POINT_POLICY_FIELDS,
  ],
  beforeSave: completeGrant,
}
