import { now, sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'

type Row = Record<string, unknown>

const FEW = 20
const KEYS = { tax_id: 'tax_key', email: 'email_key' } as const

/**
 * Proposes prospects and customers of the ERP with the same tax number or e-mail as one company.
 * A pair is proposed once: what was rejected stays rejected.
 */
export default class ProposeAdoptions {
  /** For companies of customers that have just arrived. */
  async forCustomers(companies: Row[], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      // where nobody keeps prospects, hundreds of keys need not be compared
      if (companies.length > FEW && !(await inner.from('companies').select('id').whereNull('customer_id').first())) return
      for (const [matchedBy, key] of Object.entries(KEYS)) {
        const wanted = new Map(companies.filter((company) => company[key]).map((company) => [company[key], company]))
        if (wanted.size === 0) continue
        const prospects = await inner.from('companies').select('id', key).whereIn(key, [...wanted.keys()] as string[]).whereNull('customer_id')
        await this.propose(prospects.map((prospect) => [prospect.id, wanted.get(prospect[key])!.customer_id]), matchedBy, inner)
      }
    })
  }

  /** For a prospect that somebody has just saved. */
  async forCompany(company: Row, trx?: Trx): Promise<void> {
    if (company.customer_id) return
    await within(trx, async (inner) => {
      for (const [matchedBy, key] of Object.entries(KEYS)) {
        if (!company[key]) continue
        const customers = await inner.from('companies').select('customer_id').where(key, company[key] as string).whereNotNull('customer_id').limit(10)
        await this.propose(customers.map((customer) => [company.id, customer.customer_id]), matchedBy, inner)
      }
    })
  }

  private async propose(pairs: [unknown, unknown][], matchedBy: string, trx: Trx): Promise<void> {
    const rows = pairs.map(([companyId, customerId]) => ({
      company_id: Number(companyId),
      customer_id: Number(customerId),
      union_key: 0,
      matched_by: matchedBy,
      state: 'open',
      proposed_at: sqlInstant(now()),
    }))
    await upsertMany(trx, 'adoption_proposals', rows, ['company_id', 'customer_id', 'union_key'], [])
  }
}
