import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import ApproveBillingRun from '#billing/actions/approve_billing_run'
import AskApproval from '#billing/actions/ask_approval'
import CloseMonth from '#billing/actions/close_month'
import ContinueBillingRun from '#billing/actions/continue_billing_run'
import DiscardRun from '#billing/actions/discard_run'
import OpenBillingRun from '#billing/actions/open_billing_run'
import RehearseBillingRun from '#billing/actions/rehearse_billing_run'
import BillingCertificate from '#billing/models/billing_certificate'
import BillingRun from '#billing/models/billing_run'
import CarryOutUndertaking from '#shared/undertakings/actions/carry_out_undertaking'
import { seenHash } from '#billing/queries/proposal_hash'
import { EVERYTHING, type RunScope } from '#billing/rules/run_scope'
import { calendarDate } from '#shared/calendar/calendar_date'
import BillingWorld, { said } from '#tests/support/billing_world'
import { actorFor, personWithRole } from '#tests/support/people'

const UNTIL = calendarDate('2026-01-31')
/** What a test leaves behind, the leaves first: nothing here can be rolled back. */
const WRITTEN = ['invoice_lines', 'invoices', 'billing_certificates', 'charges', 'billing_run_failures', 'run_rehearsal_lines', 'run_rehearsals', 'billing_runs', 'undertakings', 'closed_months', 'contract_line_events', 'contract_lines', 'service_contracts', 'companies']
const EMPTY = { totals: [], differenceLines: 0, refusals: 0, hash: '' }

test.group('Two at once in billing', (group) => {
  let world: BillingWorld

  group.each.setup(async () => {
    world = await BillingWorld.build()
    return async () => {
      for (const table of WRITTEN) await db.from(table).delete()
      await db.from('users').whereIn('id', [world.maker.id, world.approver.id]).delete()
    }
  })

  const open = async (scope: Partial<RunScope>) => new OpenBillingRun().handle(UNTIL, world.maker, '1', { ...EVERYTHING, ...scope })
  const fates = (settled: PromiseSettledResult<unknown>[]) => settled.map((one) => (one.status === 'fulfilled' ? 'won' : String(one.reason.message))).sort()

  test('of two runs that overlap one is opened and the other says so; those apart both are', async ({ assert }) => {
    const [one, two] = [await world.contract(['100.00']), await world.contract(['20.00'])]
    const overlapping = await Promise.allSettled([open({}), open({ companyId: one.companyId }), open({ source: 'contract_line' })])
    const told = fates(overlapping)
    assert.equal(told.filter((fate) => fate === 'won').length, 1)
    for (const fate of told.filter((text) => text !== 'won')) assert.match(fate, /is open and covers some of the same charges/)

    const { id } = await db.from('billing_runs').whereNotNull('open_scope').firstOrFail()
    await new DiscardRun().handle(id)
    const apart = await Promise.allSettled([open({ companyId: one.companyId }), open({ companyId: two.companyId })])
    assert.deepEqual(fates(apart), ['won', 'won'])
    const same = await Promise.allSettled([open({ companyId: one.companyId }), open({ companyId: one.companyId })])
    assert.isTrue(fates(same).every((fate) => /being computed at this moment/.test(fate)))
  })

  test('an approval while the run is computed again is told so, and a computation after an approval finds nothing to do', async ({ assert }) => {
    await world.contract(['100.00'])
    const seen = await world.run('2026-01-31')
    const again = await open({})
    await assert.rejects(() => world.approve(seen), /A run that is computing cannot become approved/)
    assert.deepEqual([said(await world.charges()), (await BillingRun.findOrFail(seen.id)).approvedAt], [['2026-01-01 100.00 proposed'], null])
    await (await app.container.make(ContinueBillingRun)).handle(again.id, again.token!, 'queue-1')

    const approved = await Promise.allSettled([world.approve(await BillingRun.findOrFail(seen.id)), open({})])
    const run = await BillingRun.findOrFail(seen.id)
    const won = fates(approved)
    if (run.status === 'approved') assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 billed'])
    else assert.deepEqual([run.status, won[0]], ['computing', 'A run that is computing cannot become approved'])
    assert.include(won, 'won')
  })

  test('of two people who approve at the same moment one does, the other is told so, and the money is billed once', async ({ assert }) => {
    await world.contract(['100.00', '20.00'])
    const run = await world.run('2026-01-31')
    const third = await actorFor(await personWithRole('billing_approver'))
    const told = fates(await Promise.allSettled([world.approve(run), world.approve(run, third)]))

    assert.include(told, 'won')
    assert.match(told.find((fate) => fate !== 'won')!, /is being approved at this moment|approved cannot become approved/)
    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 billed', '2026-01-01 20.00 billed'])
    assert.lengthOf(await BillingCertificate.query().where('billingRunId', run.id), 1)
    await db.from('users').where('id', third.id).delete()
  })

  test('a run that is computed again while its approval is granted is told to wait, and is billed as it was seen', async ({ assert }) => {
    const { lines } = await world.contract(['100.00'])
    const run = await world.run('2026-01-31')
    const approval = await new AskApproval().handle(run.id, run.revision, world.approver, await seenHash(run.id))
    await world.change(lines[0], 'amend', '2026-01-01', { price: '130.00' })
    const [granted, again] = await Promise.allSettled([new CarryOutUndertaking().handle(approval), open({})])

    assert.equal(granted.status, 'fulfilled')
    if (again.status === 'rejected') assert.match(String(again.reason.message), /is being approved at this moment/)
    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 billed'])
  })

  test('a contract that is amended while its run is approved is billed as approved, and the next run sets it right', async ({ assert }) => {
    const { lines } = await world.contract(['100.00'])
    const run = await world.run('2026-01-31')
    await Promise.all([world.change(lines[0], 'amend', '2026-01-01', { price: '130.00' }), world.approve(run)])
    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 billed'])
    await world.bill('2026-01-31')
    const net = (await world.charges({ state: 'billed' })).reduce((sum, { net_cents: cents }) => sum + Number(cents), 0)
    assert.equal(net, 13_000)
    assert.equal((await world.run('2026-01-31')).status, 'empty')
  })

  test('a contract that is amended while its run is computed is billed once, at the old price or the new, and set right by the next', async ({ assert }) => {
    const { lines } = await world.contract(['100.00'])
    await Promise.all([world.run('2026-01-31'), world.change(lines[0], 'amend', '2026-01-01', { price: '130.00' })])
    assert.match(said(await world.charges()).join(), /^2026-01-01 1[03]0\.00 proposed$/)
    await world.approve(await BillingRun.query().orderBy('id', 'desc').firstOrFail())
    await world.bill('2026-02-28')
    const net = (await world.charges({ state: 'billed' })).reduce((sum, { net_cents: cents }) => sum + Number(cents), 0)
    assert.equal(net, 26_000) // January and February at 130.00
  })

  test('a run that is approved during a rehearsal is billed as it was seen, and the rehearsal writes no charge', async ({ assert }) => {
    await world.contract(['100.00'])
    const run = await world.run('2026-01-31')
    const hash = await seenHash(run.id)
    const rehearse = () => new RehearseBillingRun().handle(UNTIL, EVERYTHING, { by: world.maker.name })
    await Promise.all([rehearse(), new ApproveBillingRun().handle(run.id, run.revision, world.approver, hash), rehearse()])
    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 billed'])
    assert.equal((await world.run('2026-01-31')).status, 'empty')
  })

  test('a month is closed once', async ({ assert }) => {
    const close = () => new CloseMonth().handle('2026-01', EMPTY, world.approver, calendarDate('2026-11-22'))
    assert.deepEqual(fates(await Promise.allSettled([close(), close(), close()])), ['The month is closed already', 'The month is closed already', 'won'])
  })
})
