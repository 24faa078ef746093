import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { onlyReachable } from '#shared/records/queries/visibility'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'

const SHOWN = 200

/** The contracts a person is responsible for or has a role in, and that person's activities not done yet. */
export async function myContracts(actor: Actor) {
  const roles = await db.from('contract_people').where('user_id', actor.id).select('service_contract_id', 'role')
  const query = db
    .from('service_contracts')
    .join('companies', 'companies.id', 'service_contracts.company_id')
    .select('service_contracts.*', 'companies.name as company')
    .where((mine) => void mine.where('service_contracts.owner_id', actor.id).orWhereIn('service_contracts.id', roles.map((row) => row.service_contract_id)))
    .orderBy('service_contracts.id', 'desc')
    .limit(SHOWN)
  onlyReachable(query, SERVICE_CONTRACT, actor, 'view')
  const contracts = await query
  const activities = await db
    .from('contract_activities')
    .join('service_contracts', 'service_contracts.id', 'contract_activities.service_contract_id')
    .select('contract_activities.*', 'service_contracts.number')
    .where('contract_activities.owner_id', actor.id)
    .whereNull('done_on')
    .orderBy('due_on')
    .limit(SHOWN)
  const rolesIn = (id: number) => roles.filter((row) => Number(row.service_contract_id) === Number(id)).map(({ role }) => role as string)
  return { contracts: contracts.map((contract) => ({ ...contract, roles: rolesIn(contract.id), isOwner: contract.owner_id === actor.id })), activities }
}
