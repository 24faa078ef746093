import { now, sqlInstant } from '#shared/clock'
import { insertMany, upsertMany, whereAmong } from '#shared/database/bulk'
import { differences } from '#shared/records/change_log'
import { indexRecords } from '#shared/search/index_records'
import type { Trx } from '#shared/database/transaction'
import { splitName } from '#crm/rules/person_name'

const FOLLOWED = ['first_name', 'last_name', 'email', 'phone']

/** Keeps the contacts that the ERP knows of these customers in step with it. */
export default class FollowContacts {
  async handle(customerIds: number[], trx: Trx): Promise<void> {
    const people = await whereAmong(trx.from('customer_contacts'), 'customer_contacts.customer_id', customerIds)
      .join('companies', 'companies.customer_id', 'customer_contacts.customer_id')
      .select('customer_contacts.id', 'customer_contacts.name', 'customer_contacts.email', 'customer_contacts.phone')
      .select('companies.id as company_id')
      .whereNull('customer_contacts.gone_at')
    if (people.length === 0) return

    const known = await this.contacts(people.map(({ id }) => Number(id)), trx)
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
    const created = rows.filter((row) => !known.has(row.customer_contact_id))
    const changed = rows.filter((row) => {
      const before = known.get(row.customer_contact_id)
      return before && FOLLOWED.some((name) => name in differences(before, row))
    })
    await insertMany(trx, 'contacts', created)
    await upsertMany(trx, 'contacts', changed, ['customer_contact_id'], [...FOLLOWED, 'updated_at'])

    const fresh = await this.contacts(created.map((row) => row.customer_contact_id), trx)
    const changedIds = changed.map((row) => Number(known.get(row.customer_contact_id)!.id))
    await indexRecords('contact', { created: [...fresh.values()].map(({ id }) => Number(id)), changed: changedIds }, trx)
  }

  private async contacts(personIds: number[], trx: Trx): Promise<Map<number, Record<string, unknown>>> {
    if (personIds.length === 0) return new Map()
    const rows = await whereAmong(trx.from('contacts'), 'customer_contact_id', personIds).select('id', 'customer_contact_id', ...FOLLOWED)
    return new Map(rows.map((row) => [Number(row.customer_contact_id), row]))
  }
}
