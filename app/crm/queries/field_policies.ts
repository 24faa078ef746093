import type { Trx } from '#shared/database/transaction'
import db from '@adonisjs/lucid/services/db'
import { ERP_OWNS_ALL, type FieldGroup, type FieldPolicy, type Policies } from '#crm/rules/field_groups'

/** Who owns what of the customers of each connection, by its id; a connection without entries is not among them. */
export async function fieldPolicies(connectionIds: number[], trx?: Trx): Promise<Map<number, Policies>> {
  const rows = await (trx ?? db.connection()).from('field_ownerships').whereIn('connection_id', [...new Set(connectionIds)])
  const found = new Map<number, Policies>()
  for (const row of rows) {
    const policies = found.get(Number(row.connection_id)) ?? { ...ERP_OWNS_ALL }
    policies[row.field_group as FieldGroup] = row.policy as FieldPolicy
    found.set(Number(row.connection_id), policies)
  }
  return found
}

/** The policies that hold for the customer a company is; null for a prospect. */
export async function policiesOfCustomer(customerId: unknown, trx?: Trx): Promise<Policies | null> {
  if (!customerId) return null
  const customer = await (trx ?? db.connection()).from('customers').where('id', customerId as number).select('connection_id').first()
  if (!customer) return null
  return (await fieldPolicies([Number(customer.connection_id)], trx)).get(Number(customer.connection_id)) ?? ERP_OWNS_ALL
}
