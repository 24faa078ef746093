import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import HoldCharges from '#billing/actions/hold_charges'
import SaveBillingSettings from '#billing/actions/save_billing_settings'
import SplitInvoice from '#billing/actions/split_invoice'
import { addDays, calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import BillingWorld, { said } from '#tests/support/billing_world'

const today = todayIn('UTC')

test.group('The review of a billing run', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const hold = async (runId: number, part: { chargeId: number } | { invoiceId: number }, until: CalendarDate = addDays(today, 10)) =>
    (await app.container.make(HoldCharges)).handle(runId, part, { until, reason: 'The customer was asked' }, world.maker, today)
  const split = () => app.container.make(SplitInvoice)
  const nets = async () => (await world.invoices()).map(({ net_cents: net }) => Number(net))

  test('holds a line until a day: no run before it bills the line, the first after it does', async ({ assert }) => {
    await world.contract(['100.00', '20.00'])
    const run = await world.run('2026-01-31')
    const [charge] = await world.charges()
    await hold(run.id, { chargeId: charge.id })
    assert.deepEqual(await nets(), [2_000])

    const again = await world.run('2026-01-31')
    assert.deepEqual([again.changes, again.chargesHeld], [0, 1])
    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 held', '2026-01-01 20.00 proposed'])
    await world.approve(again)
    const second = await world.run('2026-01-31')
    assert.deepEqual([second.status, second.changes, second.chargesHeld], ['empty', 0, 1])

    await db.from('charge_holds').update({ held_until: today })
    const third = await world.run('2026-01-31')
    assert.deepEqual([third.status, third.chargesNew, third.chargesHeld], ['proposed', 1, 0])
    const ended = await db.from('charge_holds').firstOrFail()
    assert.deepEqual([ended.ledger_key, ended.reason, ended.user_name], [null, 'The customer was asked', world.maker.name])
  })

  test('holds a whole proposal and takes it back', async ({ assert }) => {
    await world.contract(['100.00', '20.00'])
    const run = await world.run('2026-01-31')
    const [invoice] = await world.invoices()
    await hold(run.id, { invoiceId: invoice.id })
    assert.deepEqual(await nets(), [])
    for (const { id } of await db.from('charge_holds')) await (await app.container.make(HoldCharges)).end(Number(id), world.maker)
    assert.deepEqual(await nets(), [12_000])
    await assert.rejects(() => hold(run.id, { chargeId: 0 }))
    await assert.rejects(async () => hold(run.id, { chargeId: (await world.charges())[0].id }, today), 'The day until which it is held must lie ahead')
  })

  test('splits chosen lines off to an invoice of their own, through another computation, until they are merged', async ({ assert }) => {
    await world.contract(['100.00', '20.00', '3.00'])
    const run = await world.run('2026-01-31')
    const [invoice] = await world.invoices()
    const charges = await world.charges()
    const action = await split()
    for (const chosen of [[], charges.map(({ id }) => Number(id)), [0]]) await assert.rejects(() => action.handle(run.id, invoice.id, chosen), /Choose at least one line/)

    await action.handle(run.id, invoice.id, [Number(charges[1].id)])
    assert.sameMembers(await nets(), [10_300, 2_000])
    const again = await world.run('2026-01-31')
    assert.equal(again.changes, 0)
    await world.contract(['7.00'], { company_id: charges[0].company_id })
    await world.run('2026-01-31')
    assert.sameMembers(await nets(), [11_000, 2_000])

    const own = (await world.invoices()).find(({ split: number }) => Number(number) > 0)!
    await action.undo(run.id, own.id)
    assert.deepEqual(await nets(), [13_000])
  })

  test('no approval fits what was held, split, merged or left out since it was looked at', async ({ assert }) => {
    await world.contract(['100.00', '20.00'])
    const seen = await world.run('2026-01-31')
    const [first, second] = await world.charges()
    const [invoice] = await world.invoices()
    const steps = [
      async () => (await split()).handle(seen.id, invoice.id, [Number(first.id)]),
      async () => (await split()).undo(seen.id, (await world.invoices())[0].id),
      async () => hold(seen.id, { chargeId: first.id }),
      async () => (await app.container.make(HoldCharges)).end((await db.from('charge_holds').firstOrFail()).id, world.maker),
      async () => world.exclude(seen.id, second.id),
    ]
    let revision = seen.revision
    for (const step of steps) {
      await step()
      await assert.rejects(() => world.approve(seen.merge({ revision })), /has changed/)
      revision = Number((await db.from('billing_runs').where('id', seen.id).firstOrFail()).revision)
    }
    await world.approve(seen.merge({ revision }))
    assert.deepEqual(said(await world.charges({ state: 'billed' })), ['2026-01-01 100.00 billed'])
    await assert.rejects(() => hold(seen.id, { chargeId: first.id }), /cannot become/)
  })

  test('shows what the company calls unusual, and again when it changes its mind', async ({ assert }) => {
    const companyId = await world.company({ is_blocked: true })
    await world.contract(['100.00'], { company_id: companyId, line: { starts_on: calendarDate('2020-01-01') } })
    await world.run('2026-01-31')
    assert.isTrue((await world.charges()).every(({ anomalies }) => anomalies.includes('blocked') && !anomalies.includes('old_price')))

    await new SaveBillingSettings().handle({ priceAgeMonths: 36, flagsBlocked: false, lateDays: 10_000 }, world.maker)
    const again = await world.run('2026-01-31')
    assert.isAbove(again.chargesChanged, 0)
    assert.deepEqual([...new Set((await world.charges()).map(({ anomalies }) => anomalies))], ['first', 'first,old_price'])
  })
})
