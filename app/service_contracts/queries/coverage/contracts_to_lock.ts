import type { Trx } from '#shared/database/transaction'
import type { CoverageQuestion } from '#service_contracts/queries/coverage/case_from_records'

/**
 * Locks every contract that a question could draw from, then their points accounts, in the order of their ids, until
 * the transaction ends.
 * Only locking reads come before it, so that what is read afterwards is what the last one left.
 */
export async function contractsToLock({ companyId, itemId, orderingPartyId }: CoverageQuestion, trx: Trx): Promise<number[]> {
  const item = itemId ? await trx.from('installed_items').select('ordering_company_id').where('id', itemId).forShare().first() : null
  const party = orderingPartyId ? await trx.from('ordering_parties').select('party_company_id').where('id', orderingPartyId).forShare().first() : null
  const companies = [...new Set([companyId, ...(party?.party_company_id ? [Number(party.party_company_id)] : []), ...(item ? [Number(item.ordering_company_id)] : [])])]
  const rows = await trx.from('service_contracts').select('id').whereIn('company_id', companies).orderBy('id').forUpdate()
  const ids = rows.map(({ id }) => Number(id))
  await trx.from('point_accounts').select('id').whereIn('service_contract_id', ids).orderBy('id').forUpdate()
  return ids
}
