import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import ApplyRevaluation from '#service_contracts/actions/apply_revaluation'
import ComputeRevaluation from '#service_contracts/actions/compute_revaluation'
import RenewContract from '#service_contracts/actions/renew_contract'
import RenewDueContracts from '#service_contracts/actions/renew_due_contracts'
import { agreementHashOf } from '#service_contracts/queries/signing/agreement'
import BillingWorld, { said } from '#tests/support/billing_world'
import { indexValue, policyOnCpi } from '#tests/support/indexation'

const on = calendarDate
const AT = '2026-01-01 00:00:00'

test.group('What a renewal keeps', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const tacit = { ends_on: '2027-01-01', term_months: 12, renewal_mode: 'tacit', notice_count: 3, notice_unit: 'month', deadline_on: '2026-10-01' }
  const night = (day: string) => new RenewDueContracts().handle(on(day))
  const contract = (id: number) => db.from('service_contracts').where('id', id).firstOrFail()

  test('a contract whose lines are replaced waits for its revaluation, and then starts its term at the new price', async ({ assert }) => {
    const policy = await policyOnCpi()
    for (const [month, value] of [['2025-12', '100'], ['2026-12', '104']]) await indexValue(month, value)
    const { id } = await world.contract(['100.00'], { ...tacit, renewal_lines: 'new', revaluation_policy_id: policy })
    assert.deepEqual((await night('2026-10-02')).left, { revaluation_first: 1 })
    await assert.rejects(() => new RenewContract().handle(id, on('2026-10-02'), { source: 'screen', id: null, name: null } as never), /revaluation/i)
    assert.equal((await contract(id)).term_no, 1)

    const run = await new ComputeRevaluation().open(on('2026-12-01'), on('2027-01-31'), world.maker)
    await new ComputeRevaluation().handle(run.id)
    await new ApplyRevaluation().handle(run.id, (await run.refresh()).revision, world.approver)
    assert.equal((await night('2026-12-16')).renewed, 1)

    const lines = await db.from('contract_lines').where('service_contract_id', id).orderBy('position')
    // 100.00 × 104 ÷ 100
    assert.deepEqual(lines.map((line) => [line.starts_on, Number(line.unit_price)]), [['2026-01-01', 100], ['2027-01-01', 104]])
    await world.run('2027-01-31')
    assert.deepEqual(said(await world.charges({ state: 'proposed' })).slice(-2), ['2026-12-01 100.00 proposed', '2027-01-01 104.00 proposed'])
  })

  test('what was signed and approved stays signed and approved, and its terms but for the end are those that were signed', async ({ assert }) => {
    const { id } = await world.contract(['100.00'], { ...tacit, signed_on: '2026-01-02', signed_by: 'Ana Pop', status: 'active' })
    const hash = await db.transaction((trx) => agreementHashOf(id, trx))
    const approval = { subject_type: 'service_contract', subject_id: id, terms_hash: hash }
    const before = await contract(id)
    await night('2026-10-02')

    const after = await contract(id)
    assert.containsSubset(after, { term_no: 2, signed_on: '2026-01-02', signed_by: 'Ana Pop', ends_on: '2028-01-01' })
    const moved = Object.keys(after).filter((name) => String(after[name] ?? '') !== String(before[name] ?? ''))
    assert.sameMembers(moved.filter((name) => !['version', 'updated_at'].includes(name)), ['ends_on', 'term_no', 'deadline_on'])
    // the fingerprint is of the end, too: put back, it is the one that was approved
    await db.from('service_contracts').where('id', id).update({ ends_on: before.ends_on })
    assert.equal(await db.transaction((trx) => agreementHashOf(id, trx)), approval.terms_hash)
  })

  test('a points contract gets the points of its model for each term, once', async ({ assert }) => {
    const [modelId] = await db.table('contract_models').insert({ ...(await modelOfPoints()), version: 1, created_at: AT, updated_at: AT })
    await db.table('point_grants').insert({ contract_model_id: modelId, points: '10', shortage: 'block', version: 1, created_at: AT, updated_at: AT })
    const { id } = await world.contract(['100.00'], { ...tacit, kind: 'points', contract_model_id: modelId })
    await night('2026-10-02')
    await night('2026-10-02')
    await night('2027-10-02')
    // ten points, kept in hundredths
    const lots = await db.from('point_lots').join('point_accounts', 'point_accounts.id', 'point_lots.point_account_id').where('point_accounts.service_contract_id', id).orderBy('point_lots.id').select('point_lots.*')
    assert.deepEqual(lots.map((lot) => [Number(lot.points), lot.valid_from, lot.expires_on]), [[1000, '2027-01-01', '2028-01-01'], [1000, '2028-01-01', '2029-01-01']])
  })

  const modelOfPoints = async () => {
    const policy = { period_unit: 'year', period_count: 1, mode: 'advance', anchor: 'start', lead_days: 0, lag_days: 0, first_partial: 'short', last_partial: 'short', proration: 'actual', free_days: 0, grouping: 'contract' }
    return { ...policy, code: 'POINTS', name: 'Ten points', kind: 'points', duration_months: 12, birth: 'active', starts: 'order_date', is_active: true }
  }
})
