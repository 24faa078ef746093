import { errors } from '@adonisjs/lucid'
import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { reachableRow } from '#shared/records/queries/visibility'
import { COMPANY } from '#crm/records/company'
import { partiesOf, partyFields } from '#crm/queries/ordering_parties'

/** The form of an ordering party: what an administrator asks for, with what is known. A company out of reach has none. */
export async function orderingPartyForm(companyId: number, id: number | null, actor: Actor) {
  const company = await reachableRow(COMPANY, companyId, actor, 'view')
  const party = id === null ? null : ((await partiesOf(company.id)).find((one) => Number(one.id) === id) ?? null)
  if (id !== null && !party) throw new errors.E_ROW_NOT_FOUND()
  const other = party?.party_company_id ? await db.from('companies').select('id', 'name').where('id', Number(party.party_company_id)).first() : null
  return { company, party, fields: await partyFields(), options: other ? [{ value: other.id, label: other.name }] : [] }
}
