import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import { HOUSE } from '#shared/records/change_log'
import OpenLot from '#points/actions/open_lot'
import ReverseConsumption from '#points/actions/reverse_consumption'
import PublishCoverageSet from '#service_contracts/actions/publish_coverage_set'
import ReserveCoverage from '#service_contracts/actions/reserve_coverage'
import SettleCoverage from '#service_contracts/actions/settle_coverage'
import { dryRun } from '#service_contracts/queries/coverage/check_page'
import { replayOf } from '#service_contracts/queries/coverage/decision_page'
import CoverageRecords from '#tests/support/coverage_records'

const AT = '2026-01-01 00:00:00'
const STAMPS = { version: 1, created_at: AT, updated_at: AT }
const TODAY = calendarDate('2026-06-01')

test.group('Points that pay for work', (group) => {
  let world: CoverageRecords
  let accountId: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await CoverageRecords.build()
    await db.from('contract_coverages').delete()
    await db.from('coverage_limits').delete()
    await db.from('service_contracts').where('id', world.contractId).update({ kind: 'points', number: 'C-POINTS' })
    world.setId = await world.set('POINTS', { published_number: 0 })
    await world.rule()
    await new PublishCoverageSet().handle(world.setId, { reason: 'First', applyFrom: null }, world.actor)
    await world.coverWith(world.setId, world.contractId)
    accountId = await account()
    await rule({ name: 'Visit', type: 'contractual', points: '3' })
    await rule({ name: 'Pump', type: 'complementary', product_id: world.productId, points: '4', step: '1' })
  })

  async function account(more: object = {}) {
    const [id] = await db.table('point_accounts').insert({ number: 'P-T', company_id: world.companyId, service_contract_id: world.contractId, currency: 'EUR', status: 'open', shortage: 'block', grace_days: 30, ...STAMPS, ...more })
    const lot = { key: 'first', points: 20_00, unitValue: '1', source: 'purchase' as const, validFrom: calendarDate('2026-01-01'), expiresOn: null, priority: 0, isBonus: false }
    await new OpenLot().handle(Number(id), lot, null, TODAY)
    return Number(id)
  }
  const rule = (more: object) => db.table('debit_rules').insert({ zero_counts: false, ...STAMPS, ...more })
  const balance = async () => Number((await db.from('point_accounts').where('id', accountId).firstOrFail()).balance)
  const lines = (quantity: string) => [{ category: 'part' as const, productId: world.productId, component: null, quantity, unit: null, amount: '100.00' }, { category: 'labour' as const, productId: null, component: null, quantity: '1', unit: 'h', amount: '50.00' }]
  const question = (quantity = '2') => world.question('0', { lines: lines(quantity) })
  const reserve = (quantity = '2', key: string | null = null) => new ReserveCoverage().handle(question(quantity), world.actor, key)
  const row = (id: number) => db.from('coverage_decisions').where('id', id).firstOrFail()

  test('are quoted by product and by visit, and looking takes none', async ({ assert }) => {
    const { decision } = await dryRun(question())
    assert.equal(decision.covered, '150.00')
    assert.deepEqual(decision.lines.map((line) => line.allocations[0].points!.debit), ['11', '0'])
    assert.equal(await balance(), 20)
  })

  test('are taken when the decision reserves, so that nobody else spends them', async ({ assert }) => {
    const id = await reserve('2', 'visit:1')
    assert.equal(await reserve('2', 'visit:1'), id)
    assert.equal(await balance(), 9)
    const entry = await db.from('point_entries').where({ point_account_id: accountId, kind: 'consume' }).firstOrFail()
    assert.equal(entry.request, (await row(id)).number)

    const second = await row(await reserve('2'))
    // 11 points are needed for the pumps and 9 are left; the visit alone takes 3 and its labour no more
    assert.equal(Number(second.covered_cents), 50_00)
    assert.equal(await balance(), 6)
  })

  test('stay taken when the work is done, and come back to their lot when it is cancelled or lapses', async ({ assert }) => {
    const [done, lapsed] = [await reserve('1'), await reserve('1')]
    assert.equal(await balance(), 6)
    await new SettleCoverage().handle(done, 'committed', HOUSE)
    assert.equal(await balance(), 6)
    await new SettleCoverage().handle(lapsed, 'expired', HOUSE)
    assert.equal(await balance(), 13)
    assert.equal(Number((await db.from('point_lots').firstOrFail()).remaining), 13_00)
  })

  test('come back in part when less was done than reserved, and the decision says both', async ({ assert }) => {
    const id = await reserve('3')
    assert.equal(await balance(), 5)
    await new SettleCoverage().handle(id, 'committed', HOUSE, undefined, [{ line: '1', quantity: '1', amount: '33.00' }])

    assert.equal(await balance(), 13)
    const kept = await row(id)
    assert.deepEqual([Number(kept.amount_cents), Number(kept.covered_cents)], [33_00, 33_00])
    assert.equal(JSON.parse(kept.decision).covered, '150.00')
    assert.isTrue(replayOf(kept as never).isIdentical)
  })

  test('are not taken beyond what was reserved, nor given back twice', async ({ assert }) => {
    const id = await reserve('1')
    const more = [{ line: '1', quantity: '2', amount: '100.00' }]
    await assert.rejects(() => new SettleCoverage().handle(id, 'committed', HOUSE, undefined, more), /more than was reserved/)
    await assert.rejects(() => new SettleCoverage().handle(id, 'committed', HOUSE, undefined, []), /Nothing was done/)

    const { number } = await row(id)
    await new ReverseConsumption().handle(accountId, { key: 'by hand', of: `coverage ${number} ${world.contractId}`, points: 2_00, reason: 'Kindness' }, null, TODAY)
    await new SettleCoverage().handle(id, 'released', HOUSE)
    assert.equal(await balance(), 20)
  })

  test('pay their share where the rest is invoiced', async ({ assert }) => {
    await db.from('point_accounts').where('id', accountId).update({ shortage: 'invoice_remainder', remainder_price: '1' })
    const kept = await row(await reserve('5'))
    // 3 for the visit and 5 × 4 for the pumps are 23, and 20 are there: 100.00 × 20/23 = 86.96; labour costs none
    assert.equal(Number(kept.covered_cents), 136_96)
    assert.equal(await balance(), 0)
    assert.lengthOf(await db.from('point_sales'), 0)
  })
})

test.group('Limits of which less was used than reserved', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('have the rest to give again', async ({ assert }) => {
    const world = await CoverageRecords.build()
    const id = await new ReserveCoverage().handle(world.question('500.00'), world.actor)
    await new SettleCoverage().handle(id, 'committed', HOUSE, undefined, [{ line: '1', quantity: '1', amount: '250.00' }])

    assert.equal((await dryRun(world.question('1000.00'))).decision.covered, '300.00')
  })
})
