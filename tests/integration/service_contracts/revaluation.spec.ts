import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import ApplyRevaluation from '#service_contracts/actions/apply_revaluation'
import ComputeRevaluation from '#service_contracts/actions/compute_revaluation'
import DecideRevaluation from '#service_contracts/actions/decide_revaluation'
import type RevaluationRun from '#service_contracts/models/revaluation_run'
import BillingWorld, { said } from '#tests/support/billing_world'
import { indexValue, policyOnCpi } from '#tests/support/indexation'

test.group('Revaluation of contracts', (group) => {
  let world: BillingWorld
  let policyId: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    policyId = await policyOnCpi()
    for (const [month, value] of [['2024-12', '100'], ['2025-12', '110']]) await indexValue(month, value)
  })

  const contract = (prices = ['100.00'], more = {}) =>
    world.contract(prices, { starts_on: '2025-01-01', revaluation_policy_id: policyId, line: { starts_on: '2025-01-01' }, ...more })
  const compute = async (since = '2026-01-01', until = '2026-01-31') => {
    const run = await new ComputeRevaluation().open(calendarDate(since), calendarDate(until), world.maker)
    await new ComputeRevaluation().handle(run.id)
    return run.refresh()
  }
  const apply = async (run: RevaluationRun, approver = world.approver) => new ApplyRevaluation().handle(run.id, (await run.refresh()).revision, approver)
  const rows = () => db.from('revaluation_proposals').orderBy('id')
  const outcomes = async () => (await rows()).map(({ due_on: on, outcome, old_price: from, new_price: to }) => `${on} ${outcome} ${from} ${to}`)
  const billed = async (until: string) => {
    await world.run(until)
    return said(await world.charges({ state: 'proposed' }))
  }

  test('lists each price that is due, changes nothing before the approval, and bills by it afterwards', async ({ assert }) => {
    await contract()
    const run = await compute()
    assert.deepEqual(await outcomes(), ['2026-01-01 proposed 100.00 110.00'])
    assert.lengthOf(await db.from('contract_line_events'), 0)

    await apply(run)
    const last = (await billed('2026-01-31')).slice(-2)
    assert.deepEqual(last, ['2025-12-01 100.00 proposed', '2026-01-01 110.00 proposed'])
  })

  test('computed and applied again changes nothing', async ({ assert }) => {
    await contract()
    await apply(await compute())
    const again = await compute()

    assert.lengthOf(await db.from('revaluation_proposals').where('revaluation_run_id', again.id), 0)
  })

  test('is approved by somebody else, for exactly the list that was seen, once', async ({ assert }) => {
    await contract()
    const run = await compute()
    await assert.rejects(() => apply(run, world.maker), /may not approve/)
    await assert.rejects(() => new ApplyRevaluation().handle(run.id, run.revision - 1, world.approver), /has changed since/)
    await apply(run)
    await assert.rejects(() => apply(run), /decided already/)
  })

  test('is one at a time', async ({ assert }) => {
    const first = await compute()
    await assert.rejects(() => compute(), /Another revaluation is being reviewed/)
    await new DecideRevaluation().discard(first.id)
    assert.equal((await compute()).status, 'proposed')
  })

  test('leaves out what a person left out, also when it is computed again, and for good once applied', async ({ assert }) => {
    await contract(['100.00', '50.00'])
    const run = await compute()
    const [first] = await rows()
    await new DecideRevaluation().exclude(run.id, first.id, 'Agreed with the customer')
    await new ComputeRevaluation().handle(run.id)
    assert.sameMembers((await rows()).map(({ outcome }) => outcome), ['excluded', 'proposed'])

    await apply(run)
    assert.lengthOf(await db.from('contract_line_events'), 1)
    const again = await compute()
    assert.lengthOf(await db.from('revaluation_proposals').where('revaluation_run_id', again.id), 0)
  })

  test('names the index that is missing and waits for it', async ({ assert }) => {
    await contract(['100.00'], { starts_on: '2025-02-01', line: { starts_on: '2025-02-01' } })
    const run = await compute('2026-02-01', '2026-02-28')
    assert.deepEqual(await outcomes(), ['2026-02-01 missing 100.00 null'])
    assert.include((await rows())[0].explanation, '"month":"2025-01"')

    await apply(run)
    await indexValue('2025-01', '100')
    await indexValue('2026-01', '105')
    await compute('2026-02-01', '2026-02-28')
    assert.deepEqual((await outcomes()).slice(-1), ['2026-02-01 proposed 100.00 105.00'])
  })

  test('skips and reports a price that is agreed as fixed, and contracts that are not in force', async ({ assert }) => {
    const { lines } = await contract()
    await contract(['1.00'], { status: 'draft' })
    await db.from('contract_lines').where('id', lines[0]).update({ is_price_fixed: true })
    await compute()

    assert.deepEqual(await outcomes(), ['2026-01-01 price_fixed 100.00 null'])
  })

  test('on a provisional index is put right once the definitive one is out, and the next run bills the difference', async ({ assert }) => {
    await db.from('index_values').where('month', '2025-12').update({ is_provisional: true, natural_key: 'CPI 2025-12 provisional' })
    await contract()
    await apply(await compute())
    await world.approve(await world.run('2026-01-31'))
    await indexValue('2025-12', '112')
    await apply(await compute())

    const put = (await rows()).at(-1)
    assert.containsSubset(put, { kind: 'regularise', old_price: '110.00', new_price: '112.00', outcome: 'applied' })
    await world.run('2026-01-31')
    const due = await world.charges({ state: 'proposed' })
    assert.equal(due.reduce((sum, { net_cents: net }) => sum + Number(net), 0), 200) // 112.00 − 110.00
    const settled = await compute('2026-01-01', '2026-01-31')
    assert.lengthOf(await db.from('revaluation_proposals').where('revaluation_run_id', settled.id), 0)
  })

  test('is taken back by a new change on the same day; what was billed above it is credited', async ({ assert }) => {
    await contract()
    const run = await compute()
    await apply(run)
    await world.approve(await world.run('2026-01-31'))
    const [applied] = await rows()
    await new DecideRevaluation().reverse(run.id, applied.id, 'Wrong index', world.maker)

    await world.run('2026-01-31')
    const due = await world.charges({ state: 'proposed' })
    assert.equal(due.reduce((sum, { net_cents: net }) => sum + Number(net), 0), -1000) // 100.00 − 110.00
    assert.lengthOf(await db.from('contract_line_events'), 2)
    await assert.rejects(() => new DecideRevaluation().reverse(run.id, applied.id, 'Again', world.maker), /Only a revaluation that was applied/)
  })

  test('moves a price year after year, each from the one before', async ({ assert }) => {
    await indexValue('2026-12', '121')
    await contract()
    await compute('2026-01-01', '2027-01-31')

    assert.deepEqual(await outcomes(), ['2026-01-01 proposed 100.00 110.00', '2027-01-01 proposed 110.00 121.00']) // × 110 ÷ 100, × 121 ÷ 110
  })
})
