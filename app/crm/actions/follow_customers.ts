import { now, sqlInstant } from '#shared/clock'
import { insertMany, upsertMany } from '#shared/database/bulk'
import { differences, logChanges, SYNC, type Change } from '#shared/records/change_log'
import { addTokens, writeTokens } from '#shared/search/write_tokens'
import type { Trx } from '#shared/database/transaction'
import type { MirroredRow } from '#mirror/actions/mirror_records'
import FollowContacts from '#crm/actions/follow_contacts'
import { companyFacts, type CustomerRow } from '#crm/rules/company_facts'

type Known = Record<string, unknown> & { id: number; customer_id: number }

const FOLLOWED = ['name', 'number', 'status', 'tax_id', 'email', 'phone', 'website', 'language', 'city', 'country', 'is_blocked']

/**
 * Gives each customer of the ERP a company here and keeps what the ERP decides about it in
 * step. What people added to the company is never touched.
 */
export default class FollowCustomers {
  async handle(changes: MirroredRow[], trx: Trx): Promise<void> {
    const ids = changes.map(({ id }) => id)
    const customers: CustomerRow[] = await trx.from('customers').whereIn('id', ids)
    const cities = await this.cities(ids, trx)
    const known = new Map((await this.companies(ids, trx)).map((company) => [Number(company.customer_id), company]))

    const facts = customers.map((customer) => ({ customer_id: Number(customer.id), ...companyFacts(customer, cities.get(Number(customer.id))) }))
    await this.create(facts.filter(({ customer_id: id }) => !known.has(id)), trx)
    await this.change(facts.filter(({ customer_id: id }) => known.has(id)), known, trx)
    await new FollowContacts().handle(ids, trx)
  }

  private async create(facts: Record<string, unknown>[], trx: Trx) {
    if (facts.length === 0) return
    const at = sqlInstant(now())
    await insertMany(trx, 'companies', facts.map((fact) => ({ ...fact, version: 1, created_at: at, updated_at: at })))

    const rows = await this.companies(facts.map((fact) => fact.customer_id as number), trx)
    await addTokens('company', rows.map(searchable), trx)
  }

  private async change(facts: Record<string, unknown>[], known: Map<number, Known>, trx: Trx) {
    const at = sqlInstant(now())
    const log: Change[] = []
    const rows: Record<string, unknown>[] = []
    for (const fact of facts) {
      const before = known.get(fact.customer_id as number)!
      const changes = differences(before, fact)
      if (Object.keys(changes).length === 0) continue

      log.push({ recordType: 'company', recordId: Number(before.id), kind: 'changed', changes })
      rows.push({ ...fact, version: Number(before.version) + 1, created_at: before.created_at, updated_at: at })
    }
    if (rows.length === 0) return

    await upsertMany(trx, 'companies', rows, ['customer_id'], [...FOLLOWED, 'version', 'updated_at'])
    await logChanges(log, SYNC, trx)
    await writeTokens('company', (await this.companies(rows.map((row) => row.customer_id as number), trx)).map(searchable), trx)
  }

  private companies(customerIds: number[], trx: Trx): Promise<Known[]> {
    return trx.from('companies').whereIn('customer_id', customerIds)
  }

  private async cities(customerIds: number[], trx: Trx): Promise<Map<number, { city: string; country: string }>> {
    const rows = await trx
      .from('customer_addresses')
      .select('customer_id', 'city', 'country')
      .whereIn('customer_id', customerIds)
      .whereNull('gone_at')
      .orderBy('id', 'desc')
    return new Map(rows.map((row) => [Number(row.customer_id), row as { city: string; country: string }]))
  }
}

function searchable(company: Known) {
  const texts = ['name', 'number', 'tax_id', 'email', 'phone', 'city'].map((name) => company[name] as string | null)
  return { id: Number(company.id), texts }
}
