import TrytonClient, { type TrytonRow } from '#erp/connectors/tryton/tryton_client'
import TrytonConnector from '#erp/connectors/tryton/tryton_connector'
import { toTrytonDate, toTrytonDecimal } from '#erp/connectors/tryton/tryton_values'
import { calendarDate } from '#shared/calendar/calendar_date'
import type { Office, SoldLine } from '#tests/support/offices/office'
import { TRYTON } from '#tests/support/tryton/tryton_server'

const CATEGORY = 'Goods and services 19%'

/** The office of a real Tryton; its administrator only enters products. */
export default class TrytonOffice implements Office {
  kind = 'tryton'
  settings = { url: TRYTON.url, database: TRYTON.database, username: TRYTON.username, password: TRYTON.password }
  taxPercent = 19

  private clerk = new TrytonClient(TRYTON)
  private admin = new TrytonClient({ ...TRYTON, username: 'admin', password: process.env.TRYTON_ADMIN_PASSWORD ?? 'Adm1n-Zq84-erp' })

  async addCustomer(name: string) {
    const term = await this.one('account.invoice.payment_term', [['name', '=', '30 days']])
    const address = { street: 'Hauptstr. 1', postal_code: '10117', city: 'Berlin' }
    return this.create(this.clerk, 'party.party', { name, customer_payment_term: term, addresses: [['create', [address]]] })
  }

  addMachine(name: string) {
    return this.addProduct(name, '1000.00', { type: 'goods', lot_required: ['customer', 'storage'] })
  }

  addService(name: string, price: string) {
    return this.addProduct(name, price, { type: 'service' })
  }

  async sell(customerId: string, on: string, lines: SoldLine[]) {
    const party = Number(customerId)
    const address = await this.one('party.address', [['party', '=', party]])
    const unit = await this.one('product.uom', [['name', '=', 'Unit']])
    const tax = await this.one('account.tax', [['name', '=', 'VAT 19%']])
    const sold = lines.map(({ productId, quantity, unitPrice }) => ({ product: Number(productId), quantity: Number(quantity), unit, unit_price: toTrytonDecimal(unitPrice), taxes: [['add', [tax]]] }))
    const { company } = await this.clerk.context()
    const currency = await this.one('currency.currency', [['code', '=', 'EUR']])
    const sale = { company, currency, party, invoice_address: address, shipment_address: address, sale_date: date(on), invoice_method: 'manual', lines: [['create', sold]] }

    const id = await this.create(this.clerk, 'sale.sale', sale)
    for (const step of ['quote', 'confirm']) await this.clerk.write(`model.sale.sale.${step}`, [[Number(id)]])
    return id
  }

  async deliver(orderId: string, productId: string, on: string, serials: string[]) {
    const lots = await this.receiveLots(Number(productId), on, serials)
    const shipments = await this.search('stock.shipment.out', [['moves.sale', '=', Number(orderId)]], ['inventory_moves'])
    const [{ id, inventory_moves: moves }] = shipments as (TrytonRow & { inventory_moves: number[] })[]
    await this.clerk.write('model.stock.shipment.out.write', [[id], { effective_date: date(on) }])
    await this.clerk.write('model.stock.move.write', [[moves[0]], { lot: lots[0], quantity: 1 }])
    for (const lot of lots.slice(1)) await this.clerk.write('model.stock.move.copy', [[moves[0]], { lot }])

    if (!(await this.clerk.write<boolean>('model.stock.shipment.out.assign_try', [[id]]))) throw new Error('Tryton did not assign the goods')
    for (const step of ['pick', 'pack', 'done']) await this.clerk.write(`model.stock.shipment.out.${step}`, [[id]])
    return `out,${id}`
  }

  async takeBack(deliveryId: string, productId: string, on: string, serials: string[]) {
    const delivery = Number(deliveryId.split(',')[1])
    const product = Number(productId)
    const [moved] = await this.search('stock.move', [['shipment', '=', `stock.shipment.out,${delivery}`], ['to_location.type', '=', 'customer']], ['to_location', 'uom', 'unit_price', 'currency'])
    const [shipment] = await this.search('stock.shipment.out', [['id', '=', delivery]], ['customer', 'delivery_address'])
    const lots = await this.search('stock.lot', [['product', '=', product], ['number', 'in', serials]], ['number'])
    const input = await this.one('stock.location', [['code', '=', 'IN']])
    const { company } = await this.clerk.context()
    const moves = lots.map(({ id }) => ({ product, lot: id, quantity: 1, uom: moved.uom, unit_price: moved.unit_price, currency: moved.currency, company, from_location: moved.to_location, to_location: input }))

    const back = { customer: shipment.customer, delivery_address: shipment.delivery_address, effective_date: date(on), incoming_moves: [['create', moves]] }
    const id = Number(await this.create(this.clerk, 'stock.shipment.out.return', back))
    await this.clerk.write('model.stock.shipment.out.return.receive', [[id]])
  }

  async invoicesOf(customerId: string) {
    const rows = await this.search('account.invoice', [['party', '=', Number(customerId)], ['type', '=', 'out']], ['id'])
    const connector = new TrytonConnector(TRYTON)
    const invoices = await Promise.all(rows.map(async ({ id }) => (await connector.readOne('invoice', String(id)))!))
    await connector.close()
    return invoices
  }

  async close() {
    await this.clerk.close()
    await this.admin.close()
  }

  private async addProduct(name: string, price: string, more: Record<string, unknown>) {
    const unit = await this.one('product.uom', [['name', '=', 'Unit']])
    const category = await this.one('product.category', [['name', '=', CATEGORY]])
    const common = { name, code: name.slice(0, 30), list_price: toTrytonDecimal(price), default_uom: unit, sale_uom: unit, salable: true, account_category: category, products: [['create', [{}]]] }
    const template = await this.create(this.admin, 'product.template', { ...common, ...more })
    return String(await this.one('product.product', [['template', '=', Number(template)]]))
  }

  /** Puts serial numbers into the store as if they had always been there. */
  private async receiveLots(product: number, on: string, serials: string[]): Promise<number[]> {
    const lots = await this.clerk.write<number[]>('model.stock.lot.create', [serials.map((number) => ({ number, product }))])
    const storage = await this.one('stock.location', [['code', '=', 'STO']])
    const lost = await this.one('stock.location', [['type', '=', 'lost_found']])
    const unit = await this.one('product.uom', [['name', '=', 'Unit']])
    const { company } = await this.clerk.context()
    const move = { product, uom: unit, quantity: 1, company, from_location: lost, to_location: storage, effective_date: date(on) }
    const moves = await this.clerk.write<number[]>('model.stock.move.create', [lots.map((lot) => ({ ...move, lot }))])
    await this.clerk.write('model.stock.move.do', [moves])
    return lots
  }

  private async create(client: TrytonClient, model: string, values: Record<string, unknown>): Promise<string> {
    const [id] = await client.write<number[]>(`model.${model}.create`, [[values]])
    return String(id)
  }

  private search(model: string, domain: unknown[], fields: string[]): Promise<TrytonRow[]> {
    return this.clerk.read(`model.${model}.search_read`, [domain, 0, null, [['id', 'ASC']], fields])
  }

  private async one(model: string, domain: unknown[]): Promise<number> {
    const [row] = await this.search(model, domain, ['id'])
    if (!row) throw new Error(`Tryton has no ${model} ${JSON.stringify(domain)}`)
    return row.id
  }
}

const date = (day: string) => toTrytonDate(calendarDate(day))
