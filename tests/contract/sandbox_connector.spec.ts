import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { addDays } from '#shared/calendar/calendar_date'
import SandboxConnector from '#erp/connectors/sandbox/sandbox_connector'
import { saveSandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import { invoiceFor, keepsTheContract, readAll, type ErpUnderTest } from '#tests/contract/erp_connector'

test.group('The sandbox as an ERP', (group) => {
  const today = todayIn('Europe/Madrid')
  const closedUntil = addDays(today, -30)
  const touch = (id: string) =>
    db
      .from('sandbox_customers')
      .where('id', id)
      .update({ modified_at: sqlInstant(now()) })
  const erp: ErpUnderTest = {
    connector: new SandboxConnector(),
    customerId: '3',
    productId: '11',
    tellsProducts: true,
    statesSold: ['order lines', 'serial numbers'],
    currency: 'EUR',
    renameCustomer: async (id, name) =>
      void (await db
        .from('sandbox_customers')
        .where('id', id)
        .update({ name, modified_at: sqlInstant(now()) })),
    moveCustomer: async (id, city) => {
      await db.from('sandbox_addresses').where('customer_id', id).update({ city })
      await touch(id)
    },
    spoil: async () => {
      await db.from('sandbox_orders').where('id', 4).update({ ordered_on: '2026-02-30' })
      return { entity: 'order', id: '4' }
    },
    refusals: [
      { invoice: { customerId: '999999' }, code: 'customer_unknown' },
      { invoice: { customerId: '21' }, code: 'customer_blocked' },
      { invoice: { currency: 'XTS' }, code: 'currency_unknown' },
      { invoice: { issuedOn: closedUntil }, code: 'period_closed' },
      { invoice: { issuedOn: addDays(today, 1) }, code: 'date_in_future' },
    ],
    goods: { siteId: '1', productId: '8', serialised: { productId: '6', serial: 'GW-NEW-1' }, tooMany: '5000' },
  }

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await db.transaction(async (trx) => {
      await fillSandboxWorld(trx, today)
      await saveSandboxSettings(trx, { closedUntil })
    })
  })

  keepsTheContract(() => erp)

  test('refuses a second invoice under one reference where the company wants references unique', async ({ assert }) => {
    await saveSandboxSettings(db.connection(), { hasUniqueReferences: true })
    const posted = await erp.connector.postInvoice(invoiceFor(erp))
    const { capabilities } = await erp.connector.describe()
    const again = await erp.connector.postInvoice(invoiceFor(erp, { reference: posted.reference! }))

    assert.isTrue(capabilities.externalReferenceUnique)
    assert.equal(again.number, posted.number)
  })

  test('dates and numbers an invoice by the company’s own rules', async ({ assert }) => {
    const posted = await erp.connector.postInvoice(invoiceFor(erp))

    assert.match(posted.number!, new RegExp(`^F${today.slice(0, 4)}-\\d{5}$`))
    assert.deepEqual(posted.dueDates, [{ on: addDays(today, 60), amountCents: 121_00 }])
  })

  test('holds the same company for the same seed and day', async ({ assert }) => {
    const before = await readAll(erp.connector, 'delivery', null, 100)
    for (const table of [
      'invoice_lines',
      'invoices',
      'delivery_lines',
      'deliveries',
      'order_lines',
      'orders',
      'contacts',
      'addresses',
      'customers',
      'products',
      'counters',
    ]) {
      await db.from(`sandbox_${table}`).delete()
    }
    await db.transaction((trx) => fillSandboxWorld(trx, today))
    const after = await readAll(erp.connector, 'delivery', null, 100)

    const withoutLineIds = (page: typeof before) =>
      page.records.map((delivery) => ({ ...delivery, lines: delivery.lines.map(({ id, ...line }) => line) }))
    assert.deepEqual(withoutLineIds(after), withoutLineIds(before))
  })
})
