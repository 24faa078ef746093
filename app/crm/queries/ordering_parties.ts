import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import type { PartyField } from '#crm/rules/ordering_party_answers'

/** What an administrator asks of ordering parties now, in the order of the form. */
export async function partyFields(): Promise<PartyField[]> {
  const rows = await db.from('ordering_party_fields').where('is_active', true).orderBy('position').orderBy('id')
  return rows.map(({ id, label, kind, is_required: isRequired }) => ({ id: Number(id), label, kind, isRequired: Boolean(isRequired) }))
}

/** Who orders for a company, with what is known of them. */
export async function partiesOf(companyId: number): Promise<Row[]> {
  const rows: Row[] = await db
    .from('ordering_parties')
    .leftJoin('companies', 'companies.id', 'ordering_parties.party_company_id')
    .select('ordering_parties.*', 'companies.name as party_company')
    .where('ordering_parties.company_id', companyId)
    .orderBy('ordering_parties.name')
  return rows.map((row) => ({ ...row, answers: JSON.parse(String(row.answers)) }))
}

/** The part of a company's page that names who orders for it. */
export async function partiesOnCompanyPage(company: Row, actor: Actor) {
  if (!actor.may('ordering_party', 'view')) return null
  return { company, parties: await partiesOf(company.id), partyFields: await partyFields(), mayAdd: actor.may('ordering_party', 'create'), mayEdit: actor.may('ordering_party', 'edit') }
}
