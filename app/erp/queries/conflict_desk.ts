import db from '@adonisjs/lucid/services/db'
import FieldConflict from '#crm/models/field_conflict'
import type { FieldGroup } from '#crm/rules/field_groups'
import ErpConnection from '#erp/models/erp_connection'

export interface ConflictFilter {
  state?: 'open' | 'settled'
  group?: FieldGroup
  connection?: number
  company?: number
}

const MOST = 200

/** The conflicts that fit a filter, by company, newest first, with what the filters offer. */
export async function conflictDesk({ state = 'open', group, connection, company }: ConflictFilter) {
  const query = FieldConflict.query().where('state', state).orderBy('id', 'desc').limit(MOST)
  if (group) query.where('fieldGroup', group)
  if (company) query.where('companyId', company)
  if (connection) query.whereIn('customerId', db.from('customers').select('id').where('connection_id', connection))
  const conflicts = await query

  const companies = await db.from('companies').whereIn('id', conflicts.map(({ companyId }) => companyId)).select('id', 'name', 'number')
  const customers = await db.from('customers').whereIn('id', conflicts.map(({ customerId }) => customerId)).select('id', 'mirrored_at', 'connection_id')
  const connections = await ErpConnection.query().orderBy('name')
  const [{ n }] = await db.from('field_conflicts').where('state', 'open').count('* as n')

  return {
    cards: companies.map((one) => {
      const own = conflicts.filter(({ companyId }) => Number(companyId) === Number(one.id))
      const customer = customers.find(({ id }) => Number(id) === Number(own[0].customerId))
      const { name } = connections.find(({ id }) => id === Number(customer?.connection_id)) ?? { name: '' }
      return { company: one, conflicts: own, asOf: customer?.mirrored_at ?? null, connection: name }
    }),
    connections,
    filter: { state, group, connection, company },
    openCount: Number(n),
  }
}
