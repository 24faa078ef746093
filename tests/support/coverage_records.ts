import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { calendarDate } from '#shared/calendar/calendar_date'
import PublishCoverageSet from '#service_contracts/actions/publish_coverage_set'
import TakeOverCoverage from '#service_contracts/actions/take_over_coverage'
import type { CoverageQuestion } from '#service_contracts/queries/coverage/case_from_records'
import { erpProduct } from '#tests/support/erp_records'
import ContractWorld from '#tests/support/contract_world'
import { actorFor, personWithRole } from '#tests/support/people'

type Row = Record<string, any>

const AT = '2026-01-01 00:00:00'
const STAMPS = { version: 1, created_at: AT, updated_at: AT }

/** A company with a pump, a coverage set that pays 80 % of its parts up to 500.00 a year, and a contract with it. */
export default class CoverageRecords {
  declare companyId: number
  declare productId: number
  declare itemId: number
  declare setId: number
  declare contractId: number
  declare actor: Actor

  static async build(): Promise<CoverageRecords> {
    const world = new CoverageRecords()
    const erp = await ContractWorld.build()
    await erp.mirror('product', erpProduct('pump', {}))
    world.companyId = Number((await db.from('companies').firstOrFail()).id)
    world.productId = Number((await db.from('products').where('external_id', 'pump').firstOrFail()).id)
    world.actor = await actorFor(await personWithRole('administrator'))
    world.itemId = await world.item('IB-000001')
    world.setId = await world.set('CARE')
    await world.rule({ category: 'part', percent: '80' })
    await world.limit({ figure: '500.00', category: 'part' })
    await new PublishCoverageSet().handle(world.setId, { reason: 'First', applyFrom: null }, world.actor)
    world.contractId = await world.contract()
    await world.coverWith(world.setId, world.contractId)
    return world
  }

  async item(code: string, more: Row = {}): Promise<number> {
    const facts = { product_id: this.productId, status: 'installed', ownership: 'owned', is_open: true, company_id: this.companyId, ordering_company_id: this.companyId, quantity: '1', delivered_quantity: '1', delivered_on: '2026-01-10' }
    const [id] = await db.table('installed_items').insert({ code, item_key: code, thread_key: code, ...facts, ...STAMPS, ...more })
    return Number(id)
  }

  async set(code: string, more: Row = {}): Promise<number> {
    const terms = { time_zone: 'Europe/Madrid', covers_all_skills: true, waiting_days: 0, reference_date: 'request', on_credit_hold: 'cover', covers_ordering_party: false, published_number: 0 }
    const [id] = await db.table('coverage_sets').insert({ code, name: `Set ${code}`, ...terms, ...STAMPS, ...more })
    return Number(id)
  }

  async rule(more: Row = {}): Promise<number> {
    const row = { coverage_set_id: this.setId, item_scope: 'contract_items', category: 'any', percent: '100', above_ceiling: 'cap' }
    const [id] = await db.table('coverage_rules').insert({ ...row, ...STAMPS, ...more })
    return Number(id)
  }

  async limit(more: Row = {}): Promise<number> {
    const row = { coverage_set_id: this.setId, category: 'any', per: 'contract_period', kind: 'amount', figure: '500.00', period_unit: 'year', period_count: 1, period_from: 'contract' }
    const [id] = await db.table('coverage_limits').insert({ ...row, ...STAMPS, ...more })
    return Number(id)
  }

  async contract(more: Row = {}): Promise<number> {
    const count = Number((await db.from('service_contracts').count('* as count').firstOrFail()).count) + 1
    const policy = { period_unit: 'month', period_count: 1, mode: 'advance', anchor: 'start', lead_days: 0, lag_days: 0, first_partial: 'short', last_partial: 'short', proration: 'actual', free_days: 0, grouping: 'contract' }
    const facts = { number: `C-T${count}`, kind: 'maintenance', company_id: this.companyId, bill_to_id: this.companyId, status: 'active', currency: 'EUR', starts_on: '2026-01-01', ends_on: '2027-01-01', source: 'manual' }
    const [id] = await db.table('service_contracts').insert({ ...facts, ...policy, ...STAMPS, ...more })
    await db.table('contract_lines').insert({ service_contract_id: id, position: 1, description: 'Care', quantity: '1', unit_price: '10', starts_on: more.starts_on ?? '2026-01-01', installed_item_id: this.itemId, ...STAMPS })
    return Number(id)
  }

  async coverWith(setId: number, contractId: number, from = '2026-01-01'): Promise<void> {
    await new TakeOverCoverage().handle(contractId, setId, calendarDate(from), this.actor)
  }

  /** 150.00 of parts for the pump on 15 June 2026, with what a test changes. */
  question(amount = '150.00', more: Partial<CoverageQuestion> = {}): CoverageQuestion {
    return {
      companyId: this.companyId,
      itemId: this.itemId,
      productId: null,
      skillId: null,
      requestedAt: '2026-06-15T08:30:00Z',
      interventionAt: null,
      currency: 'EUR',
      contractIds: null,
      lines: [{ category: 'part', productId: null, component: null, quantity: '1', unit: null, amount }],
      ...more,
    }
  }
}
