import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import ContractImpossible from '#service_contracts/errors/contract_impossible'

/** What somebody on a contract must be: one person, of the house or of a company that has a part in it, once in a role. */
export async function completePerson(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const person = { ...before, ...values }
  if (Boolean(person.user_id) === Boolean(person.contact_id)) throw new ContractImpossible('user_id', 'one_person')
  if (person.contact_id) await refuseStranger(Number(person.service_contract_id), Number(person.contact_id), trx)

  const same = trx.from('contract_people').where({ service_contract_id: Number(person.service_contract_id), role: String(person.role) })
  const who = person.user_id ? { user_id: Number(person.user_id) } : { contact_id: Number(person.contact_id) }
  const twice = await same.where(who).whereNot('id', before?.id ?? 0).first()
  if (twice) throw new ContractImpossible('role', 'person_twice')
}

async function refuseStranger(contractId: number, contactId: number, trx: Trx): Promise<void> {
  const contact = await trx.from('contacts').where('id', contactId).firstOrFail()
  const contract = await trx.from('service_contracts').where('id', contractId).firstOrFail()
  const parties = [contract.company_id, contract.ordering_party_id, contract.bill_to_id, contract.payer_id].filter(Boolean).map(Number)
  if (!parties.includes(Number(contact.company_id))) throw new ContractImpossible('contact_id', 'other_company')
}
