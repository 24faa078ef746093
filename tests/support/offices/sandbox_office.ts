import db from '@adonisjs/lucid/services/db'
import { calendarDate } from '#shared/calendar/calendar_date'
import DeliverSandboxOrder from '#erp/actions/deliver_sandbox_order'
import EnterSandboxOrder from '#erp/actions/enter_sandbox_order'
import MoveSandboxOrder from '#erp/actions/move_sandbox_order'
import ReturnSandboxGoods from '#erp/actions/return_sandbox_goods'
import SaveSandboxCustomer from '#erp/actions/save_sandbox_customer'
import SaveSandboxProduct from '#erp/actions/save_sandbox_product'
import SandboxConnector from '#erp/connectors/sandbox/sandbox_connector'
import type { Office, SoldLine } from '#tests/support/offices/office'

/** The office of the ERP in our own tables. */
export default class SandboxOffice implements Office {
  kind = 'sandbox'
  settings = {}
  taxPercent = 21

  async addCustomer(name: string) {
    const address = { street: 'Calle Mayor 1', postalCode: '50001', city: 'Zaragoza', country: 'ES' }
    const facts = { taxId: null, email: null, phone: null, language: 'es', paymentDays: 30, isActive: true, isBlocked: false }
    return String(await new SaveSandboxCustomer().handle(null, { name, ...facts, ...address }))
  }

  addMachine(name: string) {
    return this.addProduct({ name, listPrice: '1000.00', isSerialised: true, isService: false, contractModel: null })
  }

  addService(name: string, price: string, model: string) {
    return this.addProduct({ name, listPrice: price, isSerialised: false, isService: true, contractModel: model })
  }

  async sell(customerId: string, on: string, lines: SoldLine[]) {
    const sold = lines.map(({ productId, ...line }) => ({ productId: Number(productId), ...line }))
    const id = await new EnterSandboxOrder().handle({ customerId: Number(customerId), orderedOn: calendarDate(on), customerReference: null, lines: sold })
    await new MoveSandboxOrder().handle(id, 'confirmed')
    return String(id)
  }

  async deliver(orderId: string, productId: string, on: string, serials: string[]) {
    const { id } = await db.from('sandbox_order_lines').where({ order_id: Number(orderId), product_id: Number(productId) }).firstOrFail()
    const lines = [{ orderLineId: Number(id), quantity: serials.length, serials }]
    return String(await new DeliverSandboxOrder().handle(Number(orderId), { deliveredOn: calendarDate(on), place: null, lines }))
  }

  async takeBack(deliveryId: string, _productId: string, on: string, serials: string[]) {
    const { id } = await db.from('sandbox_delivery_lines').where('delivery_id', Number(deliveryId)).firstOrFail()
    const lines = [{ deliveryLineId: Number(id), quantity: serials.length, serials }]
    await new ReturnSandboxGoods().handle(Number(deliveryId), { returnedOn: calendarDate(on), lines })
  }

  async invoicesOf(customerId: string) {
    const connector = new SandboxConnector()
    const rows = await db.from('sandbox_invoices').where('customer_id', Number(customerId)).orderBy('id')
    return Promise.all(rows.map(async ({ id }) => (await connector.readOne('invoice', String(id)))!))
  }

  async close() {}

  private async addProduct(facts: { name: string; listPrice: string; isSerialised: boolean; isService: boolean; contractModel: string | null }) {
    const number = facts.name.slice(0, 30)
    return String(await new SaveSandboxProduct().handle(null, { number, unit: 'unit', taxPercent: this.taxPercent, isActive: true, ...facts }))
  }
}
