import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import { calendarDate } from '#shared/calendar/calendar_date'
import { sqlInstant } from '#shared/clock'
import RecordPosting from '#billing/actions/record_posting'
import ReconcileConnection from '#erp/actions/reconcile_connection'
import RecordHandEntry from '#installed_base/actions/record_hand_entry'
import SyncCursor from '#erp/models/sync_cursor'
import BillingWorld from '#tests/support/billing_world'
import { erpDelivery, erpInvoice } from '#tests/support/erp_records'
import { actorFor, personWithRole } from '#tests/support/people'
import SyncWorld from '#tests/support/sync_world'
import '#start/followers'

test.group('Reconciliation with the ERP', (group) => {
  let sync: SyncWorld
  let invoice: Record<string, any>

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    sync = await SyncWorld.build()
    sync.erp.time = Date.now()
    sync.fill(2)
    await sync.sync()
    await sync.connection.refresh()
    const world = await BillingWorld.build()
    const company = await db.from('companies').where('name', 'Customer 0001').firstOrFail()
    await world.contract(['100.00'], { company_id: company.id })
    await world.bill('2026-01-31')
    ;[invoice] = await world.invoices()
    await db.from('invoices').where('id', invoice.id).update({ connection_id: sync.connection.id, status: 'queued' })
    await db.transaction((trx) => new RecordPosting().posted(invoice.id, theirs(), trx))
  })

  const theirs = (more: Record<string, unknown> = {}) => erpInvoice('9001', '0001', { reference: invoice.reference, ...more })
  const holds = async (...invoices: ReturnType<typeof theirs>[]) => {
    for (const one of invoices) sync.erp.put('invoice', one)
    await sync.sync()
  }
  const causes = async () => (await new ReconcileConnection().handle(sync.connection)).map(({ cause }) => cause).sort()

  test('two houses that agree have no findings and the same control totals', async ({ assert }) => {
    await holds(theirs())
    assert.deepEqual(await causes(), [])
    const { totals } = await db.from('reconciliations').where('connection_id', sync.connection.id).firstOrFail()
    const { ours, theirs: others } = JSON.parse(totals)
    assert.deepEqual(ours, others)
    assert.containSubset(ours[0], { count: 1, netCents: 10_000, currency: 'EUR' })
  })

  test('an invoice that the ERP does not hold, or holds otherwise, is found with its cause', async ({ assert }) => {
    assert.deepEqual(await causes(), ['missing_there'])
    await holds(theirs({ netCents: 9_000 }))
    assert.deepEqual(await causes(), ['amount_differs'])
    await holds(theirs({ currency: 'USD', customerId: '0002', issuedOn: calendarDate('2026-11-11') }))
    assert.deepEqual(await causes(), ['currency_differs', 'customer_differs', 'date_differs'])
    await holds(theirs({ state: 'cancelled' }))
    assert.deepEqual(await causes(), ['gone_there'])
  })

  test('references of ours that only the ERP knows, or holds twice, are found', async ({ assert }) => {
    await holds(theirs(), erpInvoice('9002', '0001', { reference: invoice.reference }), erpInvoice('9003', '0001', { reference: 'SVC-NOBODYKNOWS' }))
    assert.deepEqual(await causes(), ['duplicate_there', 'missing_here'])
  })

  test('installed items are held against deliveries less returns', async ({ assert }) => {
    await holds(theirs())
    sync.erp.put('delivery', erpDelivery('0900', '0001', '0001', { kind: 'return', lines: [{ id: '0900-1', position: 1, productId: '0001', orderLineId: null, quantity: '1', serials: ['SN-0001'] }] }))
    await sync.sync()
    assert.deepEqual(await causes(), [])
    const product = await db.from('products').where({ connection_id: sync.connection.id, external_id: '0002' }).firstOrFail()
    await db.from('installed_items').where('product_id', product.id).update({ quantity: '3' })
    const [finding] = await new ReconcileConnection().handle(sync.connection)
    assert.containSubset(finding, { cause: 'items_differ', ours: '3', theirs: '1', href: `/installed-base/items?f_product_id=${product.id}` })
  })

  test('parts of what was delivered count, whether people or a notice of consumption took them out', async ({ assert }) => {
    await holds(theirs())
    const line = (quantity: string) => [{ id: '1', position: 1, productId: '0002', orderLineId: null, quantity, serials: [] }]
    sync.erp.put('delivery', erpDelivery('0901', '0001', '0002', { kind: 'consignment', lines: line('10') }))
    sync.erp.put('delivery', erpDelivery('0902', '0001', '0002', { kind: 'consumption', lines: line('3') }))
    await sync.sync()
    assert.deepEqual((await db.from('installed_items').whereNull('serial').orderBy('id')).map(({ quantity, ownership }) => [quantity, ownership]), [['7', 'consigned'], ['3', 'owned']])
    const whole = await db.from('installed_items').where('ownership', 'consigned').firstOrFail()
    const split = { kind: 'split' as const, on: calendarDate('2026-11-20'), quantity: '2' }
    await new RecordHandEntry().handle(Number(whole.id), split, calendarDate('2026-12-01'), await actorFor(await personWithRole('service_desk')))
    assert.deepEqual(await causes(), [])
  })

  test('unknown postings, late and paused readings, refused sweeps and skewed clocks are found', async ({ assert }) => {
    await holds(theirs())
    const at = sqlInstant(DateTime.utc().minus({ hours: 2 }))
    const message = { kind: 'invoice', subject_type: 'x', subject_id: 1, target: String(sync.connection.id), reference: 'SVC-LOST', payload: '{}', payload_hash: 'x', state: 'unknown', sent_at: at, created_at: at, updated_at: at }
    await db.table('outbox_messages').insert(message)
    const cursor = (entity: string) => SyncCursor.query().where({ connectionId: sync.connection.id, entity })
    await cursor('product').update({ completedAt: sqlInstant(DateTime.utc().minus({ days: 2 })) })
    await cursor('order').update({ isPaused: true })
    await cursor('customer').update({ sweepRefusedSize: 1 })
    sync.erp.time += 5 * 60_000
    assert.deepEqual(await causes(), ['clock_skew', 'outcome_unknown', 'sweep_refused', 'sync_late', 'sync_paused'])
    sync.erp.onCall = (call) => {
      if (call === 'serverTime') throw new Error('the line is dead')
    }
    assert.include(await causes(), 'erp_silent')
  })

  test('fields changed on both sides and customers that vanished are found', async ({ assert }) => {
    await holds(theirs())
    const company = await db.from('companies').where('name', 'Customer 0002').firstOrFail()
    await db.table('field_conflicts').insert({ company_id: company.id, customer_id: company.customer_id, field: 'email', field_group: 'contact_data', policy: 'ask', state: 'open', noticed_at: '2026-01-01 00:00:00', open_key: 'x' })
    await db.from('customers').where('id', company.customer_id).update({ gone_at: '2026-01-01 00:00:00' })
    const findings = await new ReconcileConnection().handle(sync.connection)
    assert.containSubset(findings, [
      { cause: 'conflicts_open', ours: '1', href: `/erp/conflicts?company=${company.id}` },
      { cause: 'customer_gone', href: `/crm/companies/${company.id}` },
    ])
  })

  test('a finding keeps its age, is shown with what to do, and goes when it is settled', async ({ assert, client }) => {
    const first = DateTime.utc().minus({ days: 3 })
    await new ReconcileConnection().handle(sync.connection, first)
    await new ReconcileConnection().handle(sync.connection)
    const [row] = await db.from('reconciliation_findings')
    assert.equal(row.first_seen_at, sqlInstant(first))

    const biller = await personWithRole('billing')
    const page = await client.get('/erp/reconciliation?cause=missing_there').loginAs(biller)
    page.assertStatus(200)
    for (const text of [invoice.reference, `/billing/invoices/${invoice.id}`, 'Not in the ERP', 'Sync the invoices']) page.assertTextIncludes(text)
    const file = await client.get('/erp/reconciliation/export/csv').loginAs(biller)
    file.assertTextIncludes(invoice.reference)
    file.assertTextIncludes('100.00 EUR')
    const sheet = await client.get('/erp/reconciliation/export/xlsx').loginAs(biller)
    sheet.assertStatus(200)

    await holds(theirs({ netCents: 9_000 }))
    await new ReconcileConnection().handle(sync.connection)
    const both = await client.get('/erp/reconciliation').loginAs(biller)
    const { id } = await db.from('erp_invoices').where('external_id', '9001').firstOrFail()
    for (const text of [`<a class="hover:underline" href="/mirror/invoices/${id}">€90.00</a>`, `<a class="hover:underline" href="/billing/invoices/${invoice.id}">€100.00</a>`, 'Billing']) both.assertTextIncludes(text)

    await holds(theirs())
    await new ReconcileConnection().handle(sync.connection)
    assert.lengthOf(await db.from('reconciliation_findings'), 0)
  })

  test('each contract and month shows what was expected, billed, posted, paid and credited', async ({ assert, client }) => {
    const biller = await personWithRole('billing')
    await holds(theirs({ openCents: 6_050 }))
    const page = await client.get('/reporting/truth?from=2026-01&to=2026-02').loginAs(biller)
    page.assertStatus(200)
    for (const text of ['2026-01', '2026-02', '€100.00', '€50.00', 'Not paid yet', 'Not billed yet']) page.assertTextIncludes(text)
    const [, parts] = /href="(\/reporting\/truth\/contracts\/\d+\/2026-01)#billed"/.exec(page.text())!
    const made = await client.get(parts).loginAs(biller)
    made.assertStatus(200)
    const [charge] = await db.from('charges').where('period_from', '2026-01-01')
    for (const text of ['€100.00', '€50.00', `/billing/invoices/${invoice.id}`, `/billing/charges/${charge.id}`]) made.assertTextIncludes(text)
    assert.notInclude(made.text(), 'translation missing')

    const file = await client.get('/reporting/truth/export/csv?from=2026-01&to=2026-02').loginAs(biller)
    const lines = file.text().trim().split('\n').filter((line) => line.includes('2026-0'))
    assert.match(lines[0], /2026-01,EUR,100,100,100,50,0,Not paid yet/)
    assert.match(lines[1], /2026-02,EUR,100,0,0,0,0,Not billed yet/)
    const marketing = await client.get('/reporting/truth').loginAs(await personWithRole('marketing'))
    marketing.assertStatus(403)
  })
})
