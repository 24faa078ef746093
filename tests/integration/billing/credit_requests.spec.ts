import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import RequestCredits from '#billing/actions/request_credits'
import WithdrawCreditRequest from '#billing/actions/withdraw_credit_request'
import WithdrawInvoice from '#billing/actions/withdraw_invoice'
import { creditableLines } from '#billing/queries/creditable_lines'
import { invoicesToPost } from '#billing/queries/invoices_to_post'
import type { CreditWish } from '#billing/rules/credit_request'
import BillingWorld, { said } from '#tests/support/billing_world'

const TODAY = calendarDate('2026-02-01')

test.group('Credits of invoiced lines', (group) => {
  let world: BillingWorld
  let invoice: Record<string, any>
  let contract: { id: number; lines: number[] }

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    contract = await world.contract(['100.00', '50.00'])
    await world.bill('2026-01-31')
    ;[invoice] = await world.invoices()
  })

  const credit = async (position: number, wish: CreditWish, by = world.maker) => {
    const { chargeId } = (await creditableLines(invoice.id))[position - 1]
    return new RequestCredits().handle(invoice.id, [{ chargeId, wish }], 'Machine stood still', by, TODAY)
  }
  const proposed = async (until = '2026-02-01') => said(await world.charges({ billing_run_id: (await world.run(until)).id, state: 'proposed' }))
  const left = async () => (await creditableLines(invoice.id)).map(({ leftCents }) => leftCents)

  test('a part of a line and a whole one become one credit note behind their invoice', async ({ assert }) => {
    await credit(1, { kind: 'amount', cents: 3_000 })
    await credit(2, { kind: 'whole' })
    assert.deepEqual(await left(), [7_000, 0])
    const run = await world.bill('2026-02-01')

    const [note] = await world.invoices({ billing_run_id: run.id, kind: 'credit_note' })
    assert.deepEqual([Number(note.net_cents), note.line_count, Number(note.company_id)], [-8_000, 2, Number(invoice.company_id)])
    const at = '2026-01-01 00:00:00'
    const [customerId] = await db.table('customers').insert({ connection_id: 1, external_id: '7', payload_hash: 'x', number: '7', name: '7', is_active: true, is_blocked: false, mirrored_at: at })
    await db.from('companies').where('id', note.company_id).update({ customer_id: customerId })
    const { postable } = await db.transaction((trx) => invoicesToPost([note.id], trx))
    assert.deepEqual(postable[0].invoices[0].document.credits, [invoice.reference])
    assert.containSubset(postable[0].invoices[0].document.lines, [{ quantity: '-1', unitPrice: '30.00', netCents: -3_000 }, { quantity: '-1', unitPrice: '50.00', netCents: -5_000 }])
    assert.deepEqual(await left(), [7_000, 0])
  })

  test('what waits counts as taken, and comes back when it is withdrawn', async ({ assert }) => {
    const [id] = await credit(1, { kind: 'amount', cents: 6_000 })
    await assert.rejects(() => credit(1, { kind: 'amount', cents: 4_001 }), 'Of this line 40.00 EUR can still be credited')
    await new WithdrawCreditRequest().handle(id, 'Agreed otherwise', world.maker)
    assert.deepEqual(await left(), [10_000, 5_000])
    await credit(1, { kind: 'whole' })
    await assert.rejects(() => credit(1, { kind: 'whole' }), /credited already or is waiting/)
    assert.deepEqual(await proposed(), ['2026-02-01 100.00 proposed', '2026-02-01 50.00 proposed', '2026-01-01 -100.00 proposed'])
  })

  test('nobody approves a credit that they asked for, whoever made the run', async ({ assert }) => {
    await credit(1, { kind: 'whole' }, world.approver)
    const run = await world.run('2026-02-01')
    await assert.rejects(() => world.approve(run), /somebody else/)
    assert.equal((await db.from('credit_requests').firstOrFail()).state, 'open')
  })

  test('days that a contract gives back are not given back twice', async ({ assert }) => {
    await credit(1, { kind: 'amount', cents: 9_000 })
    for (const line of contract.lines) await world.change(line, 'terminate', '2026-01-01', { settlement: 'credit' })
    assert.sameMembers(await proposed(), ['2026-01-01 -10.00 proposed', '2026-01-01 -50.00 proposed', '2026-01-01 -90.00 proposed'])
    assert.deepEqual(await left(), [0, 0])
    await world.bill('2026-02-01')
    assert.deepEqual(await proposed('2026-06-01'), [])
  })

  test('a withdrawn credit leaves the run, and one withdrawn meanwhile is not approved', async ({ assert }) => {
    const [id] = await credit(1, { kind: 'whole' })
    const run = await world.run('2026-02-01')
    await new WithdrawCreditRequest().handle(id, 'Mistaken', world.maker)
    await assert.rejects(() => world.approve(run), /Compute the run again/)
    await world.bill('2026-02-01')
    await assert.rejects(() => new WithdrawCreditRequest().handle(id, 'Again', world.maker), /withdrawn already/)
  })

  test('a credit note that the ERP refused is withdrawn, and its credits wait for a run again', async ({ assert }) => {
    await credit(2, { kind: 'whole' })
    const run = await world.bill('2026-02-01')
    const [note] = await world.invoices({ billing_run_id: run.id, kind: 'credit_note' })
    await db.from('invoices').where('id', note.id).update({ status: 'refused' })
    await new WithdrawInvoice().handle(note.id, 'Period closed', world.maker)
    assert.deepEqual(await proposed(), ['2026-01-01 -50.00 proposed'])
  })

  test('only what was approved can be credited, and an invoice with credits is not withdrawn', async ({ assert }) => {
    await credit(1, { kind: 'quantity', quantity: '0.5' })
    await db.from('invoices').where('id', invoice.id).update({ status: 'refused' })
    await assert.rejects(() => credit(2, { kind: 'whole' }), /did not refuse/)
    await assert.rejects(() => new WithdrawInvoice().handle(invoice.id, 'Wrong', world.maker), /credited since/)
    const run = await world.run('2026-03-01')
    const [open] = await world.invoices({ billing_run_id: run.id })
    await assert.rejects(() => new RequestCredits().handle(open.id, [{ chargeId: 1, wish: { kind: 'whole' } }], 'Too early', world.maker, TODAY), /approved/)
  })
})
