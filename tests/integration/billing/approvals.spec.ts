import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import CarryOutUndertaking from '#shared/undertakings/actions/carry_out_undertaking'
import { undertakingAbout } from '#shared/undertakings/queries/undertaking_about'
import { Work, WorkTakenOver } from '#shared/undertakings/work'
import AskApproval from '#billing/actions/ask_approval'
import DiscardRun from '#billing/actions/discard_run'
import GrantApproval from '#billing/actions/grant_approval'
import HoldCharges from '#billing/actions/hold_charges'
import { approveRun } from '#billing/jobs/approve_run'
import BillingRun from '#billing/models/billing_run'
import { seenHash } from '#billing/queries/proposal_hash'
import { runVerification } from '#billing/queries/run_verification'
import { calendarDate } from '#shared/calendar/calendar_date'
import BillingWorld, { said } from '#tests/support/billing_world'

class Killed extends Error {}

test.group('An approval that the queue grants', (group) => {
  let world: BillingWorld
  let run: BillingRun

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    await world.contract(['100.00', '20.00'])
    await world.contract(['7.00'])
    run = await world.run('2026-01-31')
  })

  const ask = async () => new AskApproval().handle(run.id, run.revision, world.approver, await seenHash(run.id))
  const grant = (id: number) => new CarryOutUndertaking().handle(id)
  const status = async () => (await BillingRun.findOrFail(run.id)).status
  const states = async () => [...new Set((await world.charges()).map(({ state }) => state)), ...new Set((await world.invoices()).map((invoice) => invoice.status))]

  test('keeps everybody else from the run until it is granted, and then bills what was seen', async ({ assert }) => {
    const [charge] = await world.charges()
    const id = await ask()
    assert.equal(await status(), 'approving')
    await assert.rejects(() => world.exclude(run.id, charge.id), /approving cannot become/)
    const hold = await app.container.make(HoldCharges)
    const until = { until: calendarDate('2999-01-01'), reason: 'Asked' }
    await assert.rejects(() => hold.handle(run.id, { chargeId: charge.id }, until, world.maker, calendarDate('2026-02-01')), /approving cannot become/)
    await assert.rejects(() => world.run('2026-01-31'), 'The run is being approved at this moment; wait until it has ended')
    await assert.rejects(() => world.approve(run), 'The run is being approved at this moment; wait until it has ended')
    assert.deepEqual(await states(), ['proposed', 'proposed'])

    await grant(id)
    assert.deepEqual([await status(), ...(await states())], ['approved', 'billed', 'approved'])
    const approved = await BillingRun.findOrFail(run.id)
    assert.deepEqual([approved.approvedById, approved.openKey], [world.approver.id, null])
    assert.isTrue((await runVerification(approved))!.holds)
    assert.deepInclude(await undertakingAbout(approveRun, String(run.id)), { state: 'done', isOpen: false, by: world.approver.name })
  })

  test('is refused when a line is not as it was seen, and the run stands as before', async ({ assert }) => {
    const id = await ask()
    await db.from('charges').where('billing_run_id', run.id).limit(1).update({ unit_price: '99.00' })
    await assert.rejects(() => grant(id), /has changed since you looked/)

    assert.deepEqual([await status(), ...(await states())], ['proposed', 'proposed', 'proposed'])
    assert.deepEqual(await db.from('billing_certificates').where('billing_run_id', run.id), [])
    const refused = await undertakingAbout(approveRun, String(run.id))
    assert.deepInclude(refused, { state: 'refused', refusal: { key: 'billing.errors.run_changed', values: {}, message: 'The run has changed since you looked at it; review it again and approve then' } })
    await world.exclude(run.id, (await world.charges())[0].id)
  })

  test('is not asked for by the maker, nor for what changed since it was looked at', async ({ assert }) => {
    await assert.rejects(() => new AskApproval().handle(run.id, run.revision, world.maker, null), /somebody else has to approve/)
    await assert.rejects(() => new AskApproval().handle(run.id, run.revision + 1, world.approver, null), /has changed since you looked/)
    assert.equal(await status(), 'proposed')
    assert.deepEqual(await db.from('undertakings').where('subject', String(run.id)), [])
  })

  test('is granted once, wherever its worker dies', async ({ assert }) => {
    const id = await ask()
    for (let steps = 0; steps < 9; steps += 1) {
      const begin = db.transaction
      let left = steps
      db.transaction = (async (given: any) => {
        if (left-- === 0) throw new Killed()
        return begin.call(db, given)
      }) as typeof db.transaction
      await grant(id)
        .catch((error) => (error instanceof Killed ? null : Promise.reject(error)))
        .finally(() => (db.transaction = begin))
      assert.include(['approving', 'approved'], await status())
    }
    await grant(id)

    assert.deepEqual([await status(), ...(await states())], ['approved', 'billed', 'approved'])
    assert.lengthOf(await db.from('billing_certificates').where('billing_run_id', run.id), 1)
    assert.deepInclude(await undertakingAbout(approveRun, String(run.id)), { state: 'done' })
  })

  test('is not written by a worker who comes back after another took it over', async ({ assert }) => {
    const id = await ask()
    const late = new Work(id, 'gone', world.approver)
    await assert.rejects(() => new GrantApproval().handle({ runId: run.id, revision: run.revision, seen: null }, late), WorkTakenOver as never)
    assert.deepEqual([await status(), ...(await states())], ['approving', 'proposed', 'proposed'])
  })

  test('ends without an approval when the run is discarded meanwhile', async ({ assert }) => {
    const id = await ask()
    await new DiscardRun().handle(run.id)
    await assert.rejects(() => grant(id), /discarded cannot become approved/)
    assert.equal(await status(), 'discarded')
    assert.deepEqual(said(await world.charges()), [])
  })
})
