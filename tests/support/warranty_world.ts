import db from '@adonisjs/lucid/services/db'
import { calendarDate } from '#shared/calendar/calendar_date'
import type { Author } from '#shared/records/change_log'
import type { Values } from '#shared/records/record_type'
import RegisterWarranty from '#warranty/actions/register_warranty'
import BaseWorld from '#tests/support/installed_base/base_world'

type Row = Record<string, any>

export const TODAY = calendarDate('2026-04-01')
const CLERK: Author = { source: 'screen', id: null, name: 'Ada' }
const AT = '2026-01-01 00:00:00'

/** Boilers A1 to A3, delivered to the dealer 10 in March, and a model that warrants boilers for two years. */
export default class WarrantyWorld {
  static async build(): Promise<WarrantyWorld> {
    const base = await BaseWorld.build()
    await base.deliver('D1', '2026-03-01', { serials: ['A1', 'A2', 'A3'] })
    const world = new WarrantyWorld(base)
    world.productId = Number((await db.from('products').where('external_id', 'boiler').firstOrFail()).id)
    world.otherProductId = Number((await db.from('products').where('external_id', 'filter').firstOrFail()).id)
    world.dealerId = await base.companyOf('10')
    world.otherDealerId = await base.companyOf('20')
    return world
  }

  productId = 0
  otherProductId = 0
  dealerId = 0
  otherDealerId = 0

  constructor(readonly base: BaseWorld) {}

  /** What Ana tells of boiler A1, which she bought on 10 March. */
  told(more: Values = {}): Values {
    return { product_id: this.productId, serial: 'A1', purchased_on: '2026-03-10', dealer_id: this.dealerId, customer_name: 'Ana Pérez', customer_email: 'ana@casa.example', ...more }
  }

  async register(more: Values = {}, { keepsRefused = false } = {}): Promise<Row> {
    const { row } = await new RegisterWarranty().handle(this.told(more), { author: CLERK, today: TODAY, keepsRefused })
    return row as Row
  }

  async warrantBoilers(values: Row = {}): Promise<number> {
    const policy = { period_unit: 'year', period_count: 1, mode: 'advance', anchor: 'start', lead_days: 0, lag_days: 0, first_partial: 'short', last_partial: 'short', proration: 'actual', free_days: 0, grouping: 'contract' }
    const model = { ...policy, code: 'WARR', name: 'Two years', kind: 'warranty', duration_months: 24, birth: 'active', starts: 'order_date', is_active: true, ...values }
    const [modelId] = await db.table('contract_models').insert({ ...model, version: 1, created_at: AT, updated_at: AT })
    await db.table('warranted_products').insert({ contract_model_id: modelId, product_id: this.productId, version: 1, created_at: AT, updated_at: AT })
    return Number(modelId)
  }

  registrations(): Promise<Row[]> {
    return db.from('warranty_registrations').orderBy('id')
  }

  contracts(): Promise<Row[]> {
    return db.from('service_contracts').where('kind', 'warranty').orderBy('id')
  }
}
