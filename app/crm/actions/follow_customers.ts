import { now, sqlInstant } from '#shared/clock'
import { insertMany, upsertMany, whereAmong } from '#shared/database/bulk'
import { differences, logChanges, SYNC, type Change } from '#shared/records/change_log'
import { indexRecords } from '#shared/search/index_records'
import type { Trx } from '#shared/database/transaction'
import type { MirroredRow } from '#mirror/actions/mirror_records'
import FollowContacts from '#crm/actions/follow_contacts'
import LinkSentCompanies from '#crm/actions/link_sent_companies'
import MergeDepartures from '#crm/actions/merge_departures'
import ProposeAdoptions from '#crm/actions/propose_adoptions'
import { mainAddresses } from '#crm/queries/main_addresses'
import { companyFacts, matchKeys, type CustomerRow } from '#crm/rules/company_facts'

type Row = Record<string, unknown>
type Known = Row & { id: number; customer_id: number }
type Fact = Row & { customer_id: number }

const FOLLOWED = ['name', 'number', 'status', 'tax_id', 'email', 'phone', 'website', 'language', 'street', 'postal_code', 'city', 'country', 'is_blocked']
const ASKED = ['id', 'connection_id', 'number', 'name', 'tax_id', 'email', 'phone', 'website', 'language', 'is_active', 'is_blocked', 'reference', 'external_changed_at', 'gone_at']
const OVERWRITTEN = [...FOLLOWED, 'tax_key', 'email_key', 'version', 'updated_at']

/**
 * Gives each customer of the ERP a company here and keeps what the ERP decides about it in
 * step. What people added to the company is never touched, and what both may write is merged.
 */
export default class FollowCustomers {
  async handle(changes: Pick<MirroredRow, 'id'>[], trx: Trx): Promise<void> {
    const ids = changes.map(({ id }) => id)
    const customers: CustomerRow[] = await whereAmong(trx.from('customers').select(...ASKED), 'id', ids)
    await new LinkSentCompanies().handle(customers, trx)
    const addresses = await mainAddresses(ids, trx)
    const known = new Map((await this.companies(ids, trx)).map((company) => [Number(company.customer_id), company]))

    const facts = customers.map((customer) => ({ customer_id: Number(customer.id), ...companyFacts(customer, addresses.get(Number(customer.id))) }))
    await this.create(facts.filter(({ customer_id: id }) => !known.has(id)), trx)
    if (known.size > 0) await this.change(customers, facts.filter(({ customer_id: id }) => known.has(id)), known, trx)
    await new FollowContacts().handle(ids, trx)
  }

  private async create(facts: Fact[], trx: Trx) {
    if (facts.length === 0) return
    const at = sqlInstant(now())
    await insertMany(trx, 'companies', facts.map((fact) => ({ ...fact, ...matchKeys(fact), version: 1, created_at: at, updated_at: at })))

    const ids = facts.map((fact) => fact.customer_id)
    const rows: Row[] = await whereAmong(trx.from('companies'), 'customer_id', ids).select('id', 'customer_id', 'tax_key', 'email_key')
    await indexRecords('company', { created: rows.map(({ id }) => Number(id)), changed: [] }, trx)
    await new ProposeAdoptions().forCustomers(rows, trx)
  }

  private async change(customers: CustomerRow[], facts: Fact[], known: Map<number, Known>, trx: Trx) {
    const rowOf = new Map(customers.map((customer) => [Number(customer.id), customer]))
    const meetings = facts.map((fact) => {
      const { connection_id: connectionId, external_changed_at: changedAt } = rowOf.get(fact.customer_id)!
      const changedThere = changedAt ? `${changedAt.replace(' ', 'T')}Z` : null
      return { company: known.get(fact.customer_id)!, customerId: fact.customer_id, connectionId, facts: fact as Row, changedThere }
    })
    await new MergeDepartures().handle(meetings, trx)

    const at = sqlInstant(now())
    const log: Change[] = []
    const rows: Row[] = []
    for (const fact of facts) {
      const before = known.get(fact.customer_id)!
      const changes = differences(before, fact)
      if (Object.keys(changes).length === 0) continue

      log.push({ recordType: 'company', recordId: Number(before.id), kind: 'changed', changes })
      rows.push({ ...fact, ...matchKeys(fact), version: Number(before.version) + 1, created_at: before.created_at, updated_at: at })
    }
    if (rows.length === 0) return

    await upsertMany(trx, 'companies', rows, ['customer_id'], OVERWRITTEN)
    await logChanges(log, SYNC, trx)
    await indexRecords('company', { created: [], changed: log.map(({ recordId }) => recordId) }, trx)
  }

  private companies(customerIds: number[], trx: Trx): Promise<Known[]> {
    return whereAmong(trx.from('companies'), 'customer_id', customerIds)
  }
}
