import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { HOUSE } from '#shared/records/change_log'
import ReleaseExpiredCoverage from '#service_contracts/actions/release_expired_coverage'
import ReserveCoverage from '#service_contracts/actions/reserve_coverage'
import SettleCoverage from '#service_contracts/actions/settle_coverage'
import { dryRun } from '#service_contracts/queries/coverage/check_page'
import { replayOf } from '#service_contracts/queries/coverage/decision_page'
import CoverageRecords from '#tests/support/coverage_records'

test.group('Reserving coverage', (group) => {
  let world: CoverageRecords

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await CoverageRecords.build()
  })

  const reserve = (amount: string, key: string | null = null) => new ReserveCoverage().handle(world.question(amount), world.actor, key)
  const covered = async (id: number) => Number((await db.from('coverage_decisions').where('id', id).firstOrFail()).covered_cents)
  const left = async () => (await dryRun(world.question('1000.00'))).decision.covered

  test('takes what is left of a limit and leaves the rest to be billed', async ({ assert }) => {
    // 525.00 × 80 % = 420.00 used; 150.00 × 80 % = 120.00, but 500.00 − 420.00 = 80.00 are left
    await reserve('525.00')
    const { decision } = await dryRun(world.question('150.00'))

    assert.equal(decision.covered, '80.00')
    assert.equal(decision.billable, '70.00')
    assert.containSubset(decision.lines[0].rejected, [{ code: 'LIMIT_AMOUNT', amount: '40.00' }])
    assert.containSubset(decision.lines[0].allocations[0].limits, [{ before: '80.00', after: '0.00', from: '2026-01-01', to: '2027-01-01' }])
  })

  test('looking writes nothing', async ({ assert }) => {
    await dryRun(world.question())
    assert.isEmpty(await db.from('coverage_decisions'))
    assert.isEmpty(await db.from('coverage_uses'))
  })

  test('what is released can be used again, what is committed cannot', async ({ assert }) => {
    const [first, second] = [await reserve('250.00'), await reserve('125.00')]
    assert.equal(await left(), '200.00')
    await new SettleCoverage().handle(first, 'released', HOUSE)
    await new SettleCoverage().handle(second, 'committed', HOUSE)
    assert.equal(await left(), '400.00')
    await assert.rejects(() => new SettleCoverage().handle(second, 'released', HOUSE), /no longer reserved/)
    await new SettleCoverage().handle(second, 'committed', HOUSE)
    assert.equal(await left(), '400.00')
  })

  test('the same source reserves once', async ({ assert }) => {
    assert.equal(await reserve('250.00', 'request:7'), await reserve('250.00', 'request:7'))
    assert.equal(await left(), '300.00')
  })

  test('lapsed reservations are given back at night, others stay', async ({ assert }) => {
    const [lapsed, fresh] = [await reserve('250.00'), await reserve('125.00')]
    await db.from('coverage_decisions').where('id', lapsed).update({ expires_at: '2026-01-01 00:00:00' })

    assert.equal(await new ReleaseExpiredCoverage().handle(), 1)
    assert.equal(await new ReleaseExpiredCoverage().handle(), 0)
    assert.equal((await db.from('coverage_decisions').where('id', lapsed).firstOrFail()).status, 'expired')
    assert.equal((await db.from('coverage_decisions').where('id', fresh).firstOrFail()).status, 'reserved')
    assert.equal(await left(), '400.00')
  })

  test('the next period has its limits to itself', async ({ assert }) => {
    await db.from('service_contracts').where('id', world.contractId).update({ ends_on: null })
    await reserve('1000.00')
    const next = await dryRun(world.question('1000.00', { requestedAt: '2027-01-01T08:00:00Z' }))
    assert.equal(next.decision.covered, '500.00')
  })

  test('a kept decision is replayed byte for byte, also after the rules have changed', async ({ assert }) => {
    const id = await reserve('525.00')
    await db.from('coverage_rules').update({ percent: '10' })
    await db.from('contract_coverages').delete()

    const row = await db.from('coverage_decisions').where('id', id).firstOrFail()
    assert.isTrue(replayOf(row).isIdentical)
    assert.equal(await covered(id), 420_00)
    const older = row.inputs.replaceAll('"excludedComponents":[],', '')
    assert.notEqual(older, row.inputs)
    assert.isTrue(replayOf({ ...row, inputs: older }).isIdentical, 'kept before cases had this field')
    assert.isFalse(replayOf({ ...row, decision: row.decision.replace('420.00', '421.00') }).isIdentical)
  })
})
