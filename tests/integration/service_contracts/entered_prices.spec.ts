import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import ApplyRevaluation from '#service_contracts/actions/apply_revaluation'
import { completeRevaluationTerm, refuseUnfinishedPolicy } from '#service_contracts/actions/complete_revaluation_policy'
import ComputeRevaluation from '#service_contracts/actions/compute_revaluation'
import DecideRevaluation from '#service_contracts/actions/decide_revaluation'
import type RevaluationRun from '#service_contracts/models/revaluation_run'
import BillingWorld, { said } from '#tests/support/billing_world'
import { indexValue, policyOnCpi } from '#tests/support/indexation'

test.group('A revaluation by other ways than a formula', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const contract = (policyId: number, line: object = {}) => world.contract(['100.00'], { starts_on: '2025-01-01', revaluation_policy_id: policyId, line: { starts_on: '2025-01-01', ...line } })
  const compute = async (until = '2026-01-31') => {
    const run = await new ComputeRevaluation().open(calendarDate('2026-01-01'), calendarDate(until), world.maker)
    await new ComputeRevaluation().handle(run.id)
    return run.refresh()
  }
  const apply = async (run: RevaluationRun) => new ApplyRevaluation().handle(run.id, (await run.refresh()).revision, world.approver)
  const rows = () => db.from('revaluation_proposals').orderBy('id')
  const prices = async () => (await rows()).map(({ outcome, old_price: from, new_price: to }) => `${outcome} ${from} ${to}`)

  test('the price entered on the line is listed, applied once, billed, and taken back', async ({ assert }) => {
    const policyId = await policyOnCpi({ method: 'price' })
    const { lines } = await contract(policyId, { next_price: '107.50' })
    const run = await compute('2027-01-31')
    assert.deepEqual(await prices(), ['proposed 100.00 107.50', 'missing 107.50 null'])
    await apply(run)
    assert.isNull((await db.from('contract_lines').where('id', lines[0]).firstOrFail()).next_price)
    await world.run('2026-01-31')
    assert.deepEqual(said(await world.charges()).slice(-2), ['2025-12-01 100.00 proposed', '2026-01-01 107.50 proposed'])

    const [applied] = await rows()
    await new DecideRevaluation().reverse(run.id, Number(applied.id), 'Wrong price', world.approver)
    await world.run('2026-01-31')
    assert.equal(said(await world.charges()).at(-1), '2026-01-01 100.00 proposed')
  })

  test('the highest of an index and a percentage is listed with the one that decides', async ({ assert }) => {
    const policyId = await policyOnCpi({ method: 'highest', pct: '5' })
    for (const [month, value] of [['2024-12', '100'], ['2025-12', '104']]) await indexValue(month, value)
    await contract(policyId)
    await apply(await compute())
    assert.deepEqual(await prices(), ['applied 100.00 105.00'])
    assert.containsSubset(JSON.parse((await rows())[0].explanation), { used: [{ index: 'CPI', isChosen: false }] })
  })

  test('indices that compete need no shares, but there must be a choice', async ({ assert }) => {
    const policyId = await policyOnCpi({ method: 'lowest' })
    const choose = () => db.transaction((trx) => refuseUnfinishedPolicy({ revaluation_policy_id: policyId }, null, trx))
    await assert.rejects(choose, /two indices/)
    await db.transaction((trx) => completeRevaluationTerm({ revaluation_policy_id: policyId, weight: '1' }, null, trx))
    await db.from('revaluation_policies').where('id', policyId).update({ pct: '2' })
    await choose()
  })
})
