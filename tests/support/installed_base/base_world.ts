import db from '@adonisjs/lucid/services/db'
import type { ErpDelivery, ErpEntity, ErpInvoice, ErpProduct, ErpRecords } from '#contracts/erp'
import type { ErpSoldLine } from '#contracts/erp_records'
import { calendarDate } from '#shared/calendar/calendar_date'
import { now } from '#shared/clock'
import FollowCustomers from '#crm/actions/follow_customers'
import FollowDeliveries from '#installed_base/actions/follow_deliveries'
import FollowLoanInvoices from '#installed_base/actions/follow_loan_invoices'
import MirrorRecords from '#mirror/actions/mirror_records'
import { erpCustomer, erpDelivery, erpInvoice, erpProduct } from '#tests/support/erp_records'

const CONNECTION = 1

/** An ERP with two customers, a boiler with serial numbers, a filter without and a service. */
export default class BaseWorld {
  static async build(): Promise<BaseWorld> {
    const world = new BaseWorld()
    await world.mirror('customer', [erpCustomer('10'), erpCustomer('20')])
    const product = (id: string, more: Partial<ErpProduct>) => erpProduct(id, more)
    await world.mirror('product', [
      product('boiler', { isSerialised: true }),
      product('filter', {}),
      product('visit', { isService: true }),
    ])
    return world
  }

  /** Mirrors records and lets the house react, as the sync does. */
  async mirror<E extends ErpEntity>(entity: E, records: ErpRecords[E][]): Promise<void> {
    await db.transaction(async (trx) => {
      const { rows, waiting, faulty } = await new MirrorRecords().handle(entity, CONNECTION, records, now(), trx)
      if (waiting.length + faulty.length > 0) throw new Error(JSON.stringify({ waiting, faulty }))
      if (entity === 'customer') await new FollowCustomers().handle(rows, trx)
      if (entity === 'delivery') await new FollowDeliveries().handle(rows.map(({ id }) => id), trx)
      if (entity === 'invoice') await new FollowLoanInvoices().ofInvoices(rows.map(({ id }) => id), trx)
    })
  }

  /** A delivery of one line. */
  delivery(id: string, on: string, line: { product?: string; serials?: string[]; quantity?: string; orderLine?: string; lots?: Record<string, string> }, more: Partial<ErpDelivery> = {}) {
    const { product = 'boiler', serials = [], quantity = String(serials.length || 1), orderLine = null } = line
    const lots = Object.entries(line.lots ?? {}).map(([lot, amount]) => ({ lot, quantity: amount }))
    return erpDelivery(id, '10', product, {
      deliveredOn: calendarDate(on),
      lines: [{ id: '1', position: 1, productId: product, orderLineId: orderLine, quantity, serials, lots }],
      ...more,
    })
  }

  async deliver(...args: Parameters<BaseWorld['delivery']>): Promise<void> {
    await this.mirror('delivery', [this.delivery(...args)])
  }

  /** An invoice, or a credit note of another one, of one line. */
  async invoice(id: string, on: string, line: Partial<ErpSoldLine> = {}, more: Partial<ErpInvoice> = {}): Promise<void> {
    const sold = [{ id: '1', productId: 'boiler', quantity: '1', ...line }]
    await this.mirror('invoice', [erpInvoice(id, '10', { issuedOn: calendarDate(on), sold, ...more })])
  }

  async item(serial: string): Promise<Record<string, any>> {
    return db.from('installed_items').where('serial', serial).firstOrFail()
  }

  async companyOf(customer: string): Promise<number> {
    const { id } = await db
      .from('companies')
      .join('customers', 'customers.id', 'companies.customer_id')
      .where('customers.external_id', customer)
      .select('companies.id')
      .firstOrFail()
    return Number(id)
  }
}
