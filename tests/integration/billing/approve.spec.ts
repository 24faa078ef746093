import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import ExcludeCharge from '#billing/actions/exclude_charge'
import OpenBillingRun from '#billing/actions/open_billing_run'
import RehearseBillingRun from '#billing/actions/rehearse_billing_run'
import SaveBillingSettings from '#billing/actions/save_billing_settings'
import ComputeBillingRun from '#billing/actions/compute_billing_run'
import BillingWorld, { said } from '#tests/support/billing_world'

test.group('Reviewing a billing run', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  test('the person who made the run may not approve it', async ({ assert }) => {
    await world.contract(['100.00'])
    const run = await world.run('2026-01-31')

    await assert.rejects(() => world.approve(run, world.maker), /somebody else has to approve/)
    assert.equal((await world.approve(run)).status, 'approved')
  })

  test('the company may allow it, and who allowed it is remembered', async ({ assert }) => {
    await world.contract(['100.00'])
    const run = await world.run('2026-01-31')
    await new SaveBillingSettings().handle({ allowsOwnApproval: true, anomalyPercent: 20 }, world.maker)

    assert.equal((await world.approve(run, world.maker)).approvedById, world.maker.id)
    const change = await db.from('record_changes').where('record_type', 'billing_settings').firstOrFail()
    assert.include(JSON.stringify(change), world.maker.name)
  })

  test('a run that changed since it was looked at is not approved', async ({ assert }) => {
    const { lines } = await world.contract(['100.00'])
    const seen = await world.run('2026-01-31')
    await world.change(lines[0], 'amend', '2026-01-01', { price: '101.00' })
    await world.run('2026-01-31')

    await assert.rejects(() => world.approve(seen), /has changed since you looked/)
  })

  test('leaving a line out changes the run too', async ({ assert }) => {
    await world.contract(['100.00', '20.00'])
    const seen = await world.run('2026-01-31')
    await world.exclude(seen.id, (await world.charges())[0].id)

    await assert.rejects(() => world.approve(seen), /has changed since you looked/)
  })

  test('a line that was left out is taken back in', async ({ assert }) => {
    await world.contract(['100.00', '20.00'])
    const run = await world.run('2026-01-31')
    const [charge] = await world.charges()
    await world.exclude(run.id, charge.id)
    assert.deepEqual((await world.invoices()).map(({ net_cents: net, line_count: lines }) => [Number(net), lines]), [[2_000, 1]])

    await (await app.container.make(ExcludeCharge)).undo(run.id, charge.id)
    assert.deepEqual((await world.invoices()).map(({ net_cents: net, line_count: lines }) => [Number(net), lines]), [[12_000, 2]])
  })

  test('an approved run no longer changes', async ({ assert }) => {
    await world.contract(['100.00'])
    const run = await world.bill('2026-01-31')
    const [charge] = await world.charges()

    await assert.rejects(() => world.exclude(run.id, charge.id), /approved cannot become/)
    await assert.rejects(() => world.approve(run), /approved cannot become approved/)
  })

  test('what was left out comes back in the next run', async ({ assert }) => {
    await world.contract(['100.00', '20.00'])
    const run = await world.run('2026-01-31')
    await world.exclude(run.id, (await world.charges())[0].id)
    await world.approve(run.merge({ revision: run.revision + 1 }))
    await world.run('2026-01-31')

    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 excluded', '2026-01-01 20.00 billed', '2026-01-01 100.00 proposed'])
  })

  test('while one process computes the run, a second is told to wait', async ({ assert }) => {
    await world.contract(['100.00'])
    await new OpenBillingRun().handle(calendarDate('2026-01-31'), world.maker, '1')

    await assert.rejects(() => world.run('2026-01-31'), /being computed at this moment/)
  })

  test('a process that gave no sign for a minute is taken over and stops writing', async ({ assert }) => {
    await world.contract(['100.00'])
    const dead = await new OpenBillingRun().handle(calendarDate('2026-01-31'), world.maker, '1')
    await db.from('billing_runs').update({ beat_at: '2020-01-01 00:00:00' })
    const run = await world.run('2026-01-31')

    assert.equal(run.id, dead.id)
    const late = await app.container.make(ComputeBillingRun)
    await assert.rejects(() => late.handle(dead), /being computed at this moment/)
  })

  test('a rehearsal says what a run would do and writes nothing', async ({ assert }) => {
    const { lines } = await world.contract(['100.00', '20.00'])
    await world.run('2026-01-31')
    await world.change(lines[0], 'amend', '2026-01-01', { price: '101.00' })
    const outcome = await new RehearseBillingRun().handle(calendarDate('2026-02-28'))

    assert.deepInclude(outcome, { linesRead: 2, chargesNew: 2, chargesChanged: 1, chargesUnchanged: 1 })
    assert.deepEqual(outcome.netByCurrency, { EUR: 24_200 })
    assert.lengthOf(await world.charges(), 2)
  })
})
