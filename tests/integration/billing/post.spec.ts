import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ErpInvoice } from '#contracts/erp'
import { calendarDate } from '#shared/calendar/calendar_date'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import RecordHappening from '#shared/outbox/actions/record_happening'
import BeginPosting from '#billing/actions/begin_posting'
import PostBillingRun from '#billing/actions/post_billing_run'
import WithdrawInvoice from '#billing/actions/withdraw_invoice'
import BillingRun from '#billing/models/billing_run'
import { ownQueue } from '#tests/support/bell'
import BillingWorld, { said } from '#tests/support/billing_world'

const CLOSED = { code: 'period_closed', sentence: 'Period 2026-01 is closed' }

test.group('Posting a billing run', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const own = ownQueue()
    world = await BillingWorld.build()
    return own.restore
  })

  /** A company that the ERP knows under this id. */
  async function known(externalId: string): Promise<number> {
    const at = '2026-01-01 00:00:00'
    const customer = { connection_id: 1, external_id: externalId, payload_hash: 'x', number: externalId, name: externalId, is_active: true, is_blocked: false, mirrored_at: at }
    const [id] = await db.table('customers').insert(customer)
    return world.company({ customer_id: id })
  }

  async function post(runId: number): Promise<void> {
    await new BeginPosting().handle(runId)
    await new PostBillingRun().handle(runId)
  }

  const messages = () => db.from('outbox_messages').where('kind', 'invoice').orderBy('id')
  const status = async (runId: number) => (await BillingRun.findOrFail(runId)).status
  const answer = (number: string): ErpInvoice => ({
    id: '9',
    number,
    reference: 'R',
    customerId: '7',
    state: 'posted',
    issuedOn: calendarDate('2026-02-01'),
    currency: 'EUR',
    netCents: 10_000,
    taxCents: 2_100,
    totalCents: 12_100,
    openCents: 12_100,
    lineCount: 1,
    dueDates: [
      { on: calendarDate('2026-04-02'), amountCents: 6_050 },
      { on: calendarDate('2026-03-03'), amountCents: 6_050 },
    ],
  })
  async function happens(message: { id: number }, happening: 'accepted' | 'refused') {
    await new RecordHappening().handle(message.id, 'sending_started')
    await new RecordHappening().handle(message.id, happening, happening === 'accepted' ? { reply: { ...answer(`F-${message.id}`) } } : { problem: CLOSED })
  }

  test('hands each invoice to the outbox once, with its lines', async ({ assert }) => {
    await world.contract(['100.00', '20.00'], { company_id: await known('7') })
    const run = await world.bill('2026-01-31')
    await post(run.id)
    await new PostBillingRun().handle(run.id)

    const [message, ...others] = await messages()
    assert.lengthOf(others, 0)
    const [invoice] = await world.invoices()
    const payload = JSON.parse(message.payload)
    assert.containSubset(payload, { reference: invoice.reference, customerId: '7', currency: 'EUR', netCents: 12_000, issuedOn: null })
    assert.deepEqual(payload.lines.map((line: { netCents: number }) => line.netCents), [10_000, 2_000])
    assert.equal(invoice.status, 'queued')
  })

  test('refuses an invoice whose company the ERP does not know, and says what to do', async ({ assert }) => {
    const companyId = await world.company()
    await world.contract(['100.00'], { company_id: companyId })
    const run = await world.bill('2026-01-31')
    await post(run.id)

    const [refused] = await world.invoices()
    assert.deepInclude(refused, { status: 'refused', problem_code: 'NO_ERP_CUSTOMER' })
    assert.match(refused.problem, /Create it there, sync, and post again/)
    assert.lengthOf(await messages(), 0)

    const { customer_id: customer } = await db.from('companies').where('id', await known('8')).firstOrFail()
    await db.from('companies').where('customer_id', customer).update({ customer_id: null })
    await db.from('companies').where('id', companyId).update({ customer_id: customer })
    await post(run.id)
    assert.equal((await world.invoices())[0].status, 'queued')
    assert.equal(JSON.parse((await messages())[0].payload).customerId, '8')
  })

  test('what the ERP answers stands on our invoice, and the last one closes the run', async ({ assert }) => {
    await world.contract(['100.00'], { company_id: await known('7') })
    await world.contract(['100.00'], { company_id: await known('8') })
    const run = await world.bill('2026-01-31')
    await post(run.id)
    const [first, second] = await messages()

    await happens(first, 'accepted')
    assert.equal(await status(run.id), 'posting')
    await happens(second, 'accepted')
    assert.equal(await status(run.id), 'done')

    const [posted] = await world.invoices()
    assert.include(posted, { status: 'posted', erp_number: `F-${first.id}`, issued_on: '2026-02-01', due_on: '2026-03-03' })
    assert.deepEqual([posted.net_cents, posted.tax_cents, posted.total_cents].map(Number), [10_000, 2_100, 12_100])
  })

  test('a refused invoice that is sent again is on its way again', async ({ assert }) => {
    await world.contract(['100.00'], { company_id: await known('7') })
    await post((await world.bill('2026-01-31')).id)
    const [message] = await messages()
    await happens(message, 'refused')
    assert.include((await world.invoices())[0], { status: 'refused', problem_code: 'period_closed' })

    await new DecideDelivery().handle(message.id, 'retried', { actor: world.approver })
    assert.include((await world.invoices())[0], { status: 'queued', problem_code: null })
  })

  test('a withdrawn invoice is never sent, closes its run and is proposed again by the next', async ({ assert }) => {
    await world.contract(['100.00'], { company_id: await known('7') })
    const run = await world.bill('2026-01-31')
    await post(run.id)
    const [message] = await messages()
    await happens(message, 'refused')
    const [invoice] = await world.invoices()
    await new WithdrawInvoice().handle(invoice.id, 'Wrong company', world.approver)

    assert.equal(await status(run.id), 'done')
    for (const decision of ['retried', 'corrected', 'confirmed'] as const) {
      await assert.rejects(() => new DecideDelivery().handle(message.id, decision, { actor: world.approver }))
    }
    const next = await world.run('2026-01-31')
    assert.equal(next.chargesNew, 1)
    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 withdrawn', '2026-01-01 100.00 proposed'])
  })

  test('an invoice that may stand in the ERP is not withdrawn', async ({ assert }) => {
    await world.contract(['100.00'], { company_id: await known('7') })
    await post((await world.bill('2026-01-31')).id)
    const [invoice] = await world.invoices()

    await assert.rejects(() => new WithdrawInvoice().handle(invoice.id, 'Wrong', world.approver), /Only a refused invoice/)
  })

  test('an invoice is not withdrawn once something on it was credited', async ({ assert }) => {
    const { lines } = await world.contract(['310.00'], { company_id: await known('7') })
    await post((await world.bill('2026-01-31')).id)
    await happens((await messages())[0], 'refused')
    await world.change(lines[0], 'terminate', '2026-01-21', { credit: 'credit' })
    await world.bill('2026-01-31')
    const [invoice] = await world.invoices()

    await assert.rejects(() => new WithdrawInvoice().handle(invoice.id, 'Wrong', world.approver), /has been credited since/)
  })

  test('a run of which everything was left out is done at once', async ({ assert }) => {
    await world.contract(['100.00'])
    const run = await world.run('2026-01-31')
    await world.exclude(run.id, (await world.charges())[0].id)
    await world.approve(run.merge({ revision: run.revision + 1 }))
    await post(run.id)

    assert.equal(await status(run.id), 'done')
  })
})
