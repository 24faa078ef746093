import { now, sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { writeTokens } from '#shared/search/write_tokens'
import type { Trx } from '#shared/database/transaction'
import { splitName } from '#crm/rules/person_name'

/** Keeps the contacts that the ERP knows of these customers in step with it. */
export default class FollowContacts {
  async handle(customerIds: number[], trx: Trx): Promise<void> {
    const people = await trx
      .from('customer_contacts')
      .join('companies', 'companies.customer_id', 'customer_contacts.customer_id')
      .select('customer_contacts.id', 'customer_contacts.name', 'customer_contacts.email', 'customer_contacts.phone')
      .select('companies.id as company_id')
      .whereIn('customer_contacts.customer_id', customerIds)
      .whereNull('customer_contacts.gone_at')
    if (people.length === 0) return

    const at = sqlInstant(now())
    const rows = people.map((person) => ({
      customer_contact_id: Number(person.id),
      company_id: Number(person.company_id),
      ...splitName(person.name),
      email: person.email,
      phone: person.phone,
      version: 1,
      created_at: at,
      updated_at: at,
    }))
    await upsertMany(trx, 'contacts', rows, ['customer_contact_id'], ['first_name', 'last_name', 'email', 'phone', 'updated_at'])

    const ids = rows.map((row) => row.customer_contact_id)
    const contacts = await trx.from('contacts').whereIn('customer_contact_id', ids)
    const texts = contacts.map((one) => ({ id: Number(one.id), texts: [one.first_name, one.last_name, one.email, one.phone] }))
    await writeTokens('contact', texts, trx)
  }
}
