import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import CloseMonth from '#billing/actions/close_month'
import HoldCharges from '#billing/actions/hold_charges'
import SaveBillingSettings from '#billing/actions/save_billing_settings'
import { EVERYTHING } from '#billing/rules/run_scope'
import { monthStatement } from '#reporting/queries/month_statement'
import { statementItems } from '#reporting/queries/statement_items'
import { unbilledStatement } from '#reporting/queries/unbilled_statement'
import { calendarDate } from '#shared/calendar/calendar_date'
import BillingWorld, { said } from '#tests/support/billing_world'

const day = calendarDate
const JANUARY = { from: day('2026-01-01'), to: day('2026-01-31') }
const TODAY = day('2026-11-22')

test.group('A month that is to be closed', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const figures = async (period = JANUARY) => {
    const { rows } = await unbilledStatement(period)
    return rows.map((row) => [row.expectedCents, row.billedCents, row.creditedCents, row.heldCents, row.excludedCents, row.agreedCents, row.differenceCents, row.differenceLines])
  }
  const close = async (month: string) => new CloseMonth().handle(month, await monthStatement(month), world.approver, TODAY)

  test('is stated to the cent: what is expected is billed, held, left out or missing', async ({ assert }) => {
    const { id, companyId } = await world.contract(['100.00', '20.00', '3.00', '0.50'])
    assert.deepEqual(await figures(), [[12_350, 0, 0, 0, 0, 0, 12_350, 4]])

    const run = await world.run('2026-01-31')
    const charges = await world.charges()
    const hold = await app.container.make(HoldCharges)
    await hold.handle(run.id, { chargeId: charges[1].id }, { until: day('2999-01-01'), reason: 'Asked' }, world.maker, TODAY)
    await world.exclude(run.id, charges[2].id)
    const { rows } = await unbilledStatement(JANUARY)
    assert.equal(rows[0].proposedCents, 10_050)
    assert.deepEqual(await figures(), [[12_350, 0, 0, 2_000, 300, 0, 10_050, 2]])
    const { revision } = await db.from('billing_runs').where('id', run.id).firstOrFail()
    await world.approve(run.merge({ revision }))
    assert.deepEqual(await figures(), [[12_350, 10_050, 0, 2_000, 300, 0, 0, 0]])

    const items = await statementItems(`contract_line:${id}`, companyId, JANUARY)
    const states = items.filter(({ state }) => state !== 'expected').map(({ state, netCents, note }) => `${state} ${netCents} ${note}`)
    assert.includeMembers(states, ['held 2000 Asked · ' + world.maker.name, 'excluded 300 Disputed by the customer'])
    assert.equal(states.filter((state) => state.startsWith('billed')).length, 2)
  })

  test('asks of a terminated contract what its termination says, and only what lies in the asked scope', async ({ assert }) => {
    const one = await world.contract(['310.00'])
    const two = await world.contract(['20.00'], { kind: 'warranty' })
    await world.bill('2026-01-31')
    await world.change(one.lines[0], 'terminate', '2026-01-16', { credit: 'none' })
    await world.change(two.lines[0], 'terminate', '2026-01-01', { credit: 'credit' })
    assert.sameDeepMembers(await figures(), [[31_000, 31_000, 0, 0, 0, 0, 0, 0], [0, 2_000, 0, 0, 0, 0, -2_000, 1]])

    const { rows } = await unbilledStatement(JANUARY, { ...EVERYTHING, contractKind: 'warranty' })
    assert.deepEqual(rows.map(({ owner }) => owner.id), [two.id])
    const own = await unbilledStatement(JANUARY, { ...EVERYTHING, companyId: one.companyId })
    assert.deepEqual(own.rows.map(({ owner }) => owner.id), [one.id])
  })

  test('counts apart what a later change moved to another month', async ({ assert }) => {
    const { lines } = await world.contract(['1200.00'], { period_unit: 'year' })
    await world.bill('2026-01-31')
    await world.change(lines[0], 'amend', '2026-07-01', { price: '2400.00' })
    await world.bill('2026-07-31')
    // 181 of 365 days at 1,200.00; the other 184 were credited and billed at 2,400.00 in July
    assert.deepEqual(await figures(), [[59_507, 120_000, 0, 0, 0, 60_493, 0, 0]])
    assert.deepEqual(await figures({ from: day('2026-07-01'), to: day('2026-07-31') }), [[120_986, 120_986, -60_493, 0, 0, -60_493, 0, 0]])
  })

  test('is refused while something is left, and signed with its totals once nothing is', async ({ assert }) => {
    await world.contract(['100.00'])
    await assert.rejects(() => close('2026-01'), /neither billed, held nor left out/)
    const run = await world.run('2026-01-31')
    await assert.rejects(() => close('2026-01'), /neither billed, held nor left out/)
    await world.approve(run)
    await assert.rejects(() => close('2026-11'), /not over yet/)
    await assert.rejects(() => close('2026-02'), /neither billed, held nor left out/)

    const closed = await close('2026-01')
    assert.deepInclude(closed.serialize(), { month: '2026-01', closedBy: world.approver.name })
    assert.containsSubset(closed.totals, [{ currency: 'EUR', expectedCents: 10_000, billedCents: 10_000 }])
    assert.equal(closed.hash, (await monthStatement('2026-01')).hash)
    await assert.rejects(() => close('2026-01'), /closed already/)
  })

  test('lets what comes to light later move to the first open day, or refuses it by name', async ({ assert }) => {
    await world.contract(['100.00'])
    await world.bill('2026-01-31')
    await close('2026-01')
    const late = await world.contract(['7.00'], { ends_on: '2026-02-01' })
    assert.equal((await world.run('2026-01-31')).status, 'empty')

    await new SaveBillingSettings().handle({ closedMonths: 'refuse' }, world.maker)
    const refused = await world.run('2026-01-31')
    assert.deepEqual([refused.failures, refused.chargesNew], [1, 0])
    const { message } = await db.from('billing_run_failures').where('billing_run_id', refused.id).firstOrFail()
    assert.match(message, /^2026-01 is closed/)

    await new SaveBillingSettings().handle({ closedMonths: 'redirect' }, world.maker)
    const moved = await world.run('2026-02-28')
    const [charge] = await world.charges({ billing_run_id: moved.id, source_id: late.lines[0] })
    assert.deepEqual([charge.due_on, charge.period_from, JSON.parse(charge.explanation).redirectedFrom], ['2026-02-01', '2026-01-01', '2026-01-01'])
    await world.approve(moved)
    assert.equal((await monthStatement('2026-02')).differenceLines, 0)
    assert.equal((await world.run('2026-02-28')).status, 'empty')
  })

  test('is opened again with a reason, and what it was closed with stays on record', async ({ assert }) => {
    await world.contract(['100.00'])
    await world.bill('2026-01-31')
    const closed = await close('2026-01')
    const opened = await new CloseMonth().undo(closed.id, 'A contract was forgotten', world.approver)
    assert.deepInclude(opened.serialize(), { closedKey: null, reason: 'A contract was forgotten', reopenedBy: world.approver.name, hash: closed.hash })
    await assert.rejects(() => new CloseMonth().undo(closed.id, 'Again', world.approver), /is open/)

    await world.contract(['7.00'], { ends_on: '2026-02-01' })
    assert.deepEqual(said(await world.charges({ billing_run_id: (await world.run('2026-01-31')).id })), ['2026-01-01 7.00 proposed'])
    await assert.rejects(() => close('2026-01'), /neither billed/)
  })
})
