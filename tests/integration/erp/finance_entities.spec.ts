import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { ERP_ENTITIES } from '#contracts/erp'
import { calendarDate } from '#shared/calendar/calendar_date'
import { syncMonitor } from '#erp/queries/sync_monitor'
import { erpCompany, erpCurrency, erpPayment, erpPaymentTerm, erpPriceList, erpSite, erpStockLevel, erpTaxCode } from '#tests/support/erp_finance_records'
import { erpCustomer, erpInvoice } from '#tests/support/erp_records'
import SyncWorld from '#tests/support/sync_world'

test.group('Codes, prices, stock and payments from the ERP', (group) => {
  let world: SyncWorld
  const stamp = '2026-11-22T07:00:00.000Z'

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await SyncWorld.build()
    world.erp.offers = [...ERP_ENTITIES]
    world.fill(2)
    world.erp.put('company', erpCompany('1'), stamp)
    world.erp.put('currency', erpCurrency('JPY', 0), stamp)
    world.erp.put('currency', erpCurrency('TND', 3), stamp)
    world.erp.put('tax_code', erpTaxCode('1'), stamp)
    world.erp.put('payment_term', erpPaymentTerm('30'), stamp)
    world.erp.put('payment_term', erpPaymentTerm('60'), stamp)
    world.erp.put('site', erpSite('1', '1'), stamp)
    world.erp.put('price_list', erpPriceList('1', ['0001', '0002']), stamp)
    world.erp.put('stock_level', erpStockLevel('0001', '1', '4'), stamp)
    world.erp.put('payment', erpPayment('1', '0001', '0001', 5_000), stamp)
  })

  test('all arrive in one reading, each after what it refers to, and nothing is written twice', async ({ assert }) => {
    const first = await world.sync({ mode: 'full' })
    for (const entity of ERP_ENTITIES) assert.containSubset(await world.part(first, entity), { state: 'done', waiting: 0, failed: 0 }, entity)
    const share = await db.from('erp_payment_shares').join('erp_invoices', 'erp_invoices.id', 'erp_payment_shares.erp_invoice_id').firstOrFail()
    assert.equal(share.external_id, '0001')
    assert.deepEqual((await db.from('currencies').orderBy('code')).map(({ code, exponent }) => [code, exponent]), [['JPY', 0], ['TND', 3]])

    const again = await world.sync({ mode: 'full' })
    for (const entity of ERP_ENTITIES) assert.containSubset(await world.part(again, entity), { created: 0, changed: 0 }, entity)
  })

  test('what is switched off in the ERP stays here, switched off; what vanishes is gone and stays', async ({ assert }) => {
    await world.sync({ mode: 'full' })
    world.erp.advance(60)
    world.erp.put('tax_code', erpTaxCode('1', { isActive: false }))
    world.erp.put('price_list', erpPriceList('1', ['0001']))
    world.erp.remove('payment_term', '60')
    await world.sync({ sweeps: true })
    await world.sync({ sweeps: true })

    assert.equal(Number((await db.from('tax_codes').firstOrFail()).is_active), 0)
    const prices = await db.from('price_list_lines').orderBy('external_id')
    assert.deepEqual(prices.map(({ external_id: id, gone_at: gone }) => [id, gone !== null]), [['1-0001', false], ['1-0002', true]])
    assert.isNotNull((await db.from('payment_terms').where('external_id', '60').firstOrFail()).gone_at)
  })

  test('a payment waits for its invoice and arrives with it', async ({ assert }) => {
    world.erp.put('payment', erpPayment('2', '0001', '0777', 100), stamp)
    const run = await world.sync({ mode: 'full' })
    assert.containSubset(await world.part(run, 'payment'), { created: 1, waiting: 1 })

    world.erp.put('invoice', erpInvoice('0777', '0001'))
    await world.sync()
    assert.equal((await db.from('erp_payments')).length, 2)
  })

  test('a payment in part and its reversal show on the due dates of the invoice', async ({ assert }) => {
    const halves = [{ on: calendarDate('2026-12-10'), amountCents: 6_000 }, { on: calendarDate('2027-01-10'), amountCents: 6_100 }]
    const dues = async () => (await db.from('erp_due_dates').join('erp_invoices', 'erp_invoices.id', 'erp_due_dates.erp_invoice_id').where('erp_invoices.external_id', '0001').orderBy('due_on').select('due_on', 'erp_due_dates.open_cents', 'erp_due_dates.state')).map((due) => [due.due_on, Number(due.open_cents), due.state])
    world.erp.put('invoice', erpInvoice('0001', '0001', { dueDates: halves, openCents: 4_100 }))
    await world.sync({ mode: 'full' })
    assert.deepEqual(await dues(), [['2026-12-10', 0, 'paid'], ['2027-01-10', 4_100, 'partial']])

    world.erp.advance(60)
    world.erp.put('payment', erpPayment('9', '0001', '0001', -8_000))
    world.erp.put('invoice', erpInvoice('0001', '0001', { dueDates: halves, openCents: 12_100 }))
    await world.sync()
    assert.deepEqual(await dues(), [['2026-12-10', 6_000, 'open'], ['2027-01-10', 6_100, 'open']])
    assert.deepEqual((await db.from('erp_payments').orderBy('external_id')).map(({ kind, amount_cents: cents }) => [kind, Number(cents)]), [['payment', 5_000], ['reversal', -8_000]])
  })

  test('a currency whose decimals differ from ours is refused with a sentence', async ({ assert }) => {
    world.erp.put('currency', erpCurrency('EUR', 4), stamp)
    const run = await world.sync({ mode: 'full' })

    assert.containSubset(await world.part(run, 'currency'), { created: 2, failed: 1 })
    const problem = await db.from('sync_problems').where('entity', 'currency').firstOrFail()
    assert.equal(problem.reason, 'EUR has 2 decimals here and 4 in the ERP')
  })

  test('what the customer agreed in the ERP is kept, also before it arrives', async ({ assert }) => {
    world.erp.put('customer', erpCustomer('0001', { paymentTermId: '30', priceListId: '1' }))
    await world.sync({ mode: 'full' })

    const customer = await db.from('customers').where('external_id', '0001').firstOrFail()
    assert.deepEqual([customer.payment_term_external_id, customer.price_list_external_id], ['30', '1'])
  })

  test('an ERP that offers less is asked for less, and the monitor says so', async ({ assert }) => {
    world.erp.offers = ['customer', 'product', 'order', 'delivery', 'invoice', 'tax_code']
    await world.sync({ mode: 'full' })

    assert.isFalse(world.erp.calls.includes('readPage payment'))
    const [{ entities }] = (await syncMonitor()).filter(({ connection }) => connection.id === world.connection.id)
    const offered = entities.filter(({ isOffered }) => isOffered).map(({ entity }) => entity)
    assert.deepEqual(offered, ['tax_code', 'customer', 'product', 'order', 'delivery', 'invoice'])
  })
})
