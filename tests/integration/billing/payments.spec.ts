import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import { paymentState } from '#billing/rules/payment_state'
import RecordPosting from '#billing/actions/record_posting'
import { companyOpenInvoices } from '#billing/queries/billing_figures'
import BillingWorld from '#tests/support/billing_world'
import { erpInvoice } from '#tests/support/erp_records'
import SyncWorld from '#tests/support/sync_world'
import '#start/followers'

test.group('Payments from the ERP', (group) => {
  let sync: SyncWorld
  let world: BillingWorld
  let invoice: Record<string, any>
  const theirs = (more: Record<string, unknown> = {}) => erpInvoice('9001', '0001', { reference: invoice.reference, ...more })

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    sync = await SyncWorld.build()
    sync.fill(1)
    await sync.sync()
    world = await BillingWorld.build()
    const company = await db.from('companies').where('name', 'Customer 0001').firstOrFail()
    await world.contract(['100.00'], { company_id: company.id })
    await world.bill('2026-01-31')
    ;[invoice] = await world.invoices()
    await db.from('invoices').where('id', invoice.id).update({ connection_id: sync.connection.id, status: 'queued' })
    await db.transaction((trx) => new RecordPosting().posted(invoice.id, theirs(), trx))
  })

  const arrives = async (more: Record<string, unknown>) => {
    sync.erp.advance(30)
    sync.erp.put('invoice', theirs(more))
    await sync.sync()
    return (await world.invoices({ id: invoice.id }))[0]
  }

  test('a payment or a credit made by hand in the ERP lowers what is open of our invoice, and its history says so', async ({ assert }) => {
    assert.equal(Number((await world.invoices())[0].open_cents), 12_100)
    assert.equal(Number((await arrives({ openCents: 5_000 })).open_cents), 5_000)
    const owed = await companyOpenInvoices(invoice.company_id, world.maker)
    assert.deepEqual(owed[0].value, { kind: 'money', cents: 5_000, currency: 'EUR' })

    assert.equal(Number((await arrives({ openCents: 0, state: 'paid', dueDates: [] })).open_cents), 0)
    assert.deepEqual(await companyOpenInvoices(invoice.company_id, world.maker), [])
    const changes = await db.from('record_changes').where({ record_type: 'invoice', record_id: invoice.id, source: 'sync' }).orderBy('id')
    assert.deepEqual(changes.map((row) => JSON.parse(row.changes).open_cents.map(Number)), [[12_100, 5_000], [5_000, 0]])
  })

  test('a new due date in the ERP is ours as well; an invoice that only shares the reference changes nothing', async ({ assert }) => {
    const moved = await arrives({ dueDates: [{ on: calendarDate('2027-01-31'), amountCents: 12_100 }] })
    assert.equal(moved.due_on, '2027-01-31')

    sync.erp.put('invoice', erpInvoice('9002', '0001', { reference: invoice.reference, openCents: 1 }))
    await sync.sync()
    assert.equal(Number((await world.invoices())[0].open_cents), 12_100)
  })

  test('an invoice is open, paid in part, paid or overdue, and nothing while it has no number', ({ assert }) => {
    const state = (status: string, openCents: number | null, dueOn: string | null = '2026-12-10', isCredited = false) =>
      paymentState({ status, totalCents: 12_100, openCents, dueOn, isCredited }, '2026-11-22')
    assert.equal(state('posted', 12_100), 'open')
    assert.equal(state('posted', 5_000), 'part_paid')
    assert.equal(state('posted', 0), 'paid')
    assert.equal(state('posted', 0, '2026-12-10', true), 'settled')
    assert.equal(state('posted', 5_000, '2026-11-21'), 'overdue')
    assert.isNull(state('queued', null))
    assert.equal(paymentState({ status: 'posted', totalCents: -100, openCents: -100, dueOn: '2026-01-01', isCredited: false }, '2026-11-22'), 'open')
  })
})
