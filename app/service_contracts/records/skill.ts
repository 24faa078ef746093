import CoverageImpossible from '#service_contracts/errors/coverage_impossible'
import type { RecordType, Row, Values } from '#shared/records/record_type'
import type { Trx } from '#shared/database/transaction'

const DEEPEST = 20

/** What work takes to be done: mechanics, hydraulics, pumps. Covering one covers everything below it. */
export const SKILL: RecordType = {
  name: 'skill',
  domain: 'service_contracts',
  table: 'skills',
  path: '/service-contracts/skills',
  icon: 'wrench',
  title: ['name'],
  subtitle: 'code',
  defaultSort: 'name',
  isReferableByAll: true,
  actions: ['view', 'create', 'edit', 'delete', 'export', 'import'],
  fields: [
    { name: 'code', kind: 'text', max: 64, required: true, listed: true, filter: true, search: true, unique: true },
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, filter: true, sort: true, search: true },
    { name: 'parent_id', kind: 'reference', to: 'skill', listed: true, filter: true },
    { name: 'is_active', kind: 'boolean', initial: true, filter: true },
  ],
  children: [{ type: 'skill', via: 'parent_id' }],
  beforeSave: refuseCircle,
}

/** A skill must not become its own ancestor: the climb would never end. */
async function refuseCircle(values: Values, before: Row | null, trx: Trx): Promise<void> {
  let parent = values.parent_id as number | null | undefined
  for (let depth = 0; parent && before; depth += 1) {
    if (Number(parent) === Number(before.id) || depth > DEEPEST) throw new CoverageImpossible('parent_id', 'skill_under_itself')
    const row = await trx.from('skills').select('parent_id').where('id', parent).first()
    parent = row?.parent_id
  }
}
