import db from '@adonisjs/lucid/services/db'
import type { Assert } from '@japa/assert'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { currentQueue } from '#shared/queue/queue'
import { divideHalfAwayFromZero } from '#shared/money/rounding'
import BeginPosting from '#billing/actions/begin_posting'
import SaveConnection from '#erp/actions/save_connection'
import SyncConnection, { type SyncOrder } from '#erp/actions/sync_connection'
import type ErpConnection from '#erp/models/erp_connection'
import ChangeContract from '#service_contracts/actions/change_contract'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import BillingWorld, { said } from '#tests/support/billing_world'
import type { Office } from '#tests/support/offices/office'

const POLICY = { anchor: 'start', lead_days: 0, lag_days: 0, first_partial: 'short', last_partial: 'short', proration: 'actual', free_days: 0, grouping: 'customer', period_count: 1 }

/** One turn of the ring after another, on the ERP of an office. */
export default class Ring {
  readonly name = `Ring ${Date.now().toString(36)}`
  world!: BillingWorld
  customerId!: string
  machineId!: string
  private connection!: ErpConnection
  private products: string[] = []

  constructor(
    readonly office: Office,
    readonly assert: Assert
  ) {}

  /** A connection to the ERP, two contract models, and the products that sell them. */
  async begin(): Promise<void> {
    this.world = await BillingWorld.build()
    const facts = { name: this.name, kind: this.office.kind, isActive: true, overlapMinutes: 5, nightlyAt: null, incrementalMinutes: null, fullEveryDays: 7 }
    this.connection = await new SaveConnection().handle(null, facts, this.office.settings)
    const [care, check] = [`${this.name} M`, `${this.name} Q`]
    await this.model(care, { period_unit: 'month', mode: 'advance' })
    await this.model(check, { period_unit: 'quarter', mode: 'arrears' })

    this.customerId = await this.office.addCustomer(`${this.name} Instalaciones SL`)
    this.machineId = await this.office.addMachine(`${this.name} machine`)
    this.products = [await this.office.addService(`${this.name} care`, '60.00', care), await this.office.addService(`${this.name} check`, '300.00', check)]
    await this.sync()
    await this.assign(care, this.products[0])
    await this.assign(check, this.products[1])
  }

  /** Two machines at 1000.00, their care at 2 × 60.00 a month, and a check of 300.00 each quarter. */
  async sell(on: string): Promise<string> {
    const [care, check] = this.products
    return this.office.sell(this.customerId, on, [
      { productId: this.machineId, quantity: '2', unitPrice: '1000.00' },
      { productId: care, quantity: '2', unitPrice: '60.00' },
      { productId: check, quantity: '1', unitPrice: '300.00' },
    ])
  }

  async sync(order: Partial<SyncOrder> = {}): Promise<{ created: number; changed: number; failed: number }> {
    const run = await new SyncConnection().handle(this.connection.id, { mode: 'incremental', ...order })
    this.assert.equal(run.state, 'done', run.failure ?? undefined)
    const rows = await db.from('sync_run_entities').where('run_id', run.id)
    const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0)
    return { created: sum('created'), changed: sum('changed'), failed: sum('failed') }
  }

  async contracts(): Promise<Record<string, any>[]> {
    return db
      .from('contract_lines')
      .join('service_contracts', 'service_contracts.id', 'contract_lines.service_contract_id')
      .join('companies', 'companies.id', 'service_contracts.company_id')
      .select('service_contracts.id', 'service_contracts.status', 'service_contracts.starts_on', 'contract_lines.id as line_id', 'contract_lines.quantity', 'contract_lines.unit_price')
      .where('companies.name', `${this.name} Instalaciones SL`)
      .orderBy('service_contracts.id')
  }

  async item(serial: string): Promise<Record<string, any>> {
    return db.from('installed_items').where('serial', serial).firstOrFail()
  }

  async change(contractId: number, event: ContractEvent): Promise<void> {
    await new ChangeContract().handle(contractId, { lineId: null, event, reason: 'Agreed with the customer' }, event.on, this.world.maker)
  }

  /** Runs, compares what is proposed, and lets the second person approve and the queue post. */
  async bill(until: string, expected: string[], exclude?: string): Promise<void> {
    const run = await this.world.run(until)
    const proposed = async () => said(await this.world.charges({ billing_run_id: run.id, state: 'proposed' }))
    this.assert.sameMembers(await proposed(), expected.map((charge) => `${charge} proposed`))
    if (exclude) {
      const charges = await this.world.charges({ billing_run_id: run.id })
      await this.world.exclude(run.id, charges.find((charge) => said([charge])[0].startsWith(exclude))!.id)
      await run.refresh()
    }

    await this.assert.rejects(() => this.world.approve(run, this.world.maker), /somebody else/)
    await this.world.approve(run)
    await new BeginPosting().handle(run.id)
    await currentQueue().drain()
    await run.refresh()
    this.assert.equal(run.status, 'done', JSON.stringify(await this.world.invoices({ billing_run_id: run.id })))
  }

  /** The newest invoice stands in the ERP under the number, tax and due day that we hold. */
  async standsThere(netCents: number): Promise<void> {
    const { assert, office } = this
    const ours = (await this.world.invoices()).at(-1)!
    const theirs = (await office.invoicesOf(this.customerId)).filter(({ reference }) => reference === ours.reference)
    const taxCents = divideHalfAwayFromZero(netCents * office.taxPercent, 100)

    assert.lengthOf(theirs, 1)
    const [{ number, dueDates, ...invoice }] = theirs
    assert.deepInclude(invoice, { state: 'posted', netCents, taxCents, totalCents: netCents + taxCents })
    assert.deepEqual([ours.status, ours.erp_number, Number(ours.net_cents), Number(ours.tax_cents), Number(ours.total_cents)], ['posted', number, netCents, taxCents, netCents + taxCents])
    assert.equal(ours.due_on, addDays(calendarDate(ours.issued_on), 30))
    assert.deepEqual(JSON.parse(ours.due_dates), dueDates)
    assert.closeTo(Date.parse(ours.issued_on), Date.parse(todayIn('Europe/Madrid')), 86_400_000)
  }

  async totalsAgree(): Promise<void> {
    const ours = await this.world.invoices({ status: 'posted' })
    const theirs = await this.office.invoicesOf(this.customerId)
    const byNumber = (one: string[], other: string[]) => (one[0] < other[0] ? -1 : 1)
    this.assert.deepEqual(
      ours.map((one) => [one.erp_number, Number(one.net_cents), Number(one.total_cents)]).sort(byNumber as never),
      theirs.map((one) => [one.number, one.netCents, one.totalCents]).sort(byNumber as never)
    )
    await this.sync()
    const mirrored = await db.from('erp_invoices').whereIn('reference', ours.map(({ reference }) => reference)).sum('total_cents as total').first()
    this.assert.equal(Number(mirrored.total), theirs.reduce((sum, { totalCents }) => sum + totalCents, 0))
  }

  async changesOf(until: string): Promise<number> {
    return (await this.world.run(until)).changes
  }

  private async model(code: string, values: Record<string, unknown>) {
    const at = '2026-01-01 00:00:00'
    const model = { ...POLICY, ...values, code, name: code, kind: 'maintenance', duration_months: 24, birth: 'active', starts: 'order_date', is_active: true }
    await db.table('contract_models').insert({ ...model, version: 1, created_at: at, updated_at: at })
  }

  /** Where the ERP's product cannot name the model, somebody assigns it here. */
  private async assign(code: string, productId: string) {
    const product = await db.from('products').where({ connection_id: this.connection.id, external_id: productId }).firstOrFail()
    if (product.contract_model) return
    const { id } = await db.from('contract_models').where('code', code).firstOrFail()
    const at = '2026-01-01 00:00:00'
    await db.table('contract_model_products').insert({ contract_model_id: id, product_id: product.id, version: 1, created_at: at, updated_at: at })
  }
}

/** The whole ring, from the sale in the ERP to the last credit note there. */
export async function turnsRound(office: Office, assert: Assert): Promise<void> {
  const ring = new Ring(office, assert)
  await ring.begin()
  const orderId = await ring.sell('2026-01-15')
  const serials = [`${ring.name}-1`, `${ring.name}-2`]
  const deliveryId = await office.deliver(orderId, ring.machineId, '2026-01-20', serials)

  await ring.sync()
  for (const serial of serials) assert.include(await ring.item(serial), { status: 'delivered' })
  const born = await ring.contracts()
  assert.deepEqual(
    born.map(({ status, starts_on: start, quantity, unit_price: price }) => [status, start, Number(quantity), Number(price)]),
    [
      ['active', '2026-01-15', 2, 60],
      ['active', '2026-01-15', 1, 300],
    ]
  )

  assert.deepEqual(await ring.sync({ mode: 'full' }), { created: 0, changed: 0, failed: 0 })
  assert.deepEqual(await ring.contracts(), born)

  // care in advance: 2 × 60.00 for each month begun until 30 April; the check in arrears: its first quarter
  // ended on 15 April. 480.00 + 300.00, less the care of the last month that is left out: 660.00
  const spring = ['2026-01-15 120.00', '2026-02-15 120.00', '2026-03-15 120.00', '2026-04-15 120.00', '2026-01-15 300.00']
  await ring.bill('2026-04-30', spring, '2026-04-15')
  await ring.standsThere(66_000)

  // what was left out is all that is missing; looking again finds nothing more
  assert.equal(await ring.changesOf('2026-04-30'), 1)
  assert.equal(await ring.changesOf('2026-04-30'), 0)

  // 65.00 instead of 60.00 from 15 May: 120.00 + 130.00 + 130.00 = 380.00
  await ring.change(born[0].id, { kind: 'amend', on: calendarDate('2026-05-15'), price: '65.00' })
  await ring.bill('2026-06-30', ['2026-04-15 120.00', '2026-05-15 130.00', '2026-06-15 130.00'])
  await ring.standsThere(38_000)
  assert.equal(await ring.changesOf('2026-06-30'), 0)

  await office.takeBack(deliveryId, ring.machineId, '2026-06-20', [serials[1]])
  await ring.sync()
  assert.include(await ring.item(serials[1]), { status: 'returned' })
  assert.include(await ring.item(serials[0]), { status: 'delivered' })

  // the care ends on 25 June: 20 of the 30 days from 15 June to 15 July back, 130.00 − 130.00 × 10 / 30 = 86.67
  await ring.change(born[0].id, { kind: 'terminate', on: calendarDate('2026-06-25'), credit: 'credit' })
  await ring.bill('2026-06-30', ['2026-06-25 -86.67'])
  await ring.standsThere(-8_667)
  assert.equal(await ring.changesOf('2026-06-30'), 0)

  // 660.00 + 380.00 − 86.67 net, in three documents
  await ring.totalsAgree()
}
