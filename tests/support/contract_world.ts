import db from '@adonisjs/lucid/services/db'
import type { ErpOrder, ErpProduct } from '#contracts/erp'
import { calendarDate } from '#shared/calendar/calendar_date'
import { now } from '#shared/clock'
import FollowCustomers from '#crm/actions/follow_customers'
import FollowOrders from '#service_contracts/actions/follow_orders'
import MirrorRecords from '#mirror/actions/mirror_records'
import { erpCustomer, erpOrder, erpProduct } from '#tests/support/erp_records'

type Row = Record<string, any>

const CONNECTION = 1
const AT = '2026-01-01 00:00:00'

/** An ERP that sells a care plan to customer 10, and a house that follows its orders. */
export default class ContractWorld {
  static async build(model: Row = {}, product: Partial<ErpProduct> = {}): Promise<ContractWorld> {
    const world = new ContractWorld()
    await world.model('CARE', model)
    await world.mirror('customer', erpCustomer('10'))
    await world.mirror('product', erpProduct('care', { isService: true, contractModel: 'CARE', ...product }))
    return world
  }

  async model(code: string, values: Row = {}): Promise<number> {
    const policy = { period_unit: 'month', period_count: 1, mode: 'advance', anchor: 'start', lead_days: 0, lag_days: 0, first_partial: 'short', last_partial: 'short', proration: 'actual', free_days: 0, grouping: 'contract' }
    const model = { ...policy, code, name: 'Care plan', kind: 'maintenance', duration_months: 12, birth: 'active', starts: 'order_date', is_active: true, ...values }
    const [id] = await db.table('contract_models').insert({ ...model, version: 1, created_at: AT, updated_at: AT })
    return Number(id)
  }

  async mirror(entity: 'customer' | 'product' | 'order', record: Row): Promise<void> {
    await db.transaction(async (trx) => {
      const { rows } = await new MirrorRecords().handle(entity, CONNECTION, [record as never], now(), trx)
      if (entity === 'customer') await new FollowCustomers().handle(rows, trx)
      if (entity === 'order') await new FollowOrders().handle(rows, CONNECTION, trx)
    })
  }

  /** An order of 2 care plans at 60.00 of 15 January 2026, with what a test changes. */
  async order(line: Partial<ErpOrder['lines'][number]> = {}, more: Partial<ErpOrder> = {}): Promise<void> {
    const sold = { id: '1-1', position: 1, productId: 'care', description: 'Care', quantity: '2', unitPrice: '60.00', isCancelled: false, ...line }
    await this.mirror('order', erpOrder('1', '10', 'care', { orderedOn: calendarDate('2026-01-15'), lines: [sold], ...more }))
  }

  /** Lets the house follow every order once more, as a replay does. */
  async replay(): Promise<void> {
    const orders = await db.from('sales_orders').select('id', 'external_id')
    const rows = orders.map((order) => ({ id: Number(order.id), externalId: order.external_id }) as never)
    await db.transaction((trx) => new FollowOrders().handle(rows, CONNECTION, trx))
  }

  contracts(): Promise<Row[]> {
    return db.from('service_contracts').orderBy('id')
  }

  lines(): Promise<Row[]> {
    return db.from('contract_lines').orderBy('id')
  }

  alerts(): Promise<Row[]> {
    return db.from('contract_alerts').orderBy('id')
  }
}
