import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import ConsumePoints from '#points/actions/consume_points'
import OpenLot from '#points/actions/open_lot'
import ReserveCoverage from '#service_contracts/actions/reserve_coverage'
import { calendarDate } from '#shared/calendar/calendar_date'
import { decide } from '#service_contracts/rules/coverage/decide'
import CoverageRecords from '#tests/support/coverage_records'
import { freshTestDatabase } from '#tests/support/test_database'

const OFFICES = 3
const ORDERS = 6

/** Several connections and processes at once, so nothing can be rolled back: a fresh database before and after. */
test.group('Many technicians and one cap', (group) => {
  let world: CoverageRecords

  group.setup(async () => {
    await freshTestDatabase()
    world = await CoverageRecords.build()
  })
  group.teardown(() => freshTestDatabase())

  test('never spend more than it holds, and what the last one gets is exactly what was left', async ({ assert }) => {
    const question = world.question('77.00')
    const path = app.makePath('tests/support/coverage_technician.ts')
    const offices = Array.from({ length: OFFICES }, (_, office) => {
      const args = ['--no-warnings', '--import=@poppinss/ts-exec', path, JSON.stringify(question), String(world.actor.id), String(ORDERS), `office-${office}`]
      return spawn(process.execPath, args, { cwd: app.makePath(''), stdio: 'inherit' })
    })
    const here = Array.from({ length: ORDERS }, (_, at) => new ReserveCoverage().handle(question, world.actor, `here:${at}`))
    const codes = await Promise.all([...offices.map(async (office) => (await once(office, 'exit'))[0]), Promise.all(here).then(() => 0)])
    assert.deepEqual(codes, new Array(OFFICES + 1).fill(0))

    // 24 orders of 77.00 × 80 % = 61.60; the cap of 500.00 pays eight of them whole (492.80) and 7.20 of the ninth
    const decisions = await db.from('coverage_decisions').orderBy('id')
    assert.lengthOf(decisions, (OFFICES + 1) * ORDERS)
    const paid = decisions.map((row) => Number(row.covered_cents)).filter((cents) => cents > 0).sort((one, other) => other - one)
    assert.deepEqual(paid, [...new Array(8).fill(61_60), 7_20])
    const uses = await db.from('coverage_uses').sum('used as used').firstOrFail()
    assert.equal(Number(uses.used), 500_00)
    const again = await Promise.all(Array.from({ length: 4 }, () => new ReserveCoverage().handle(question, world.actor, 'sent:twice')))
    assert.lengthOf(new Set(again), 1)
    for (const row of decisions) assert.equal(JSON.stringify(decide(JSON.parse(row.inputs))), row.decision)
  }).timeout(120_000)

  test('never spend more points than an account holds, also while others use them up', async ({ assert }) => {
    const stamps = { version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }
    const contractId = await world.contract({ kind: 'points', number: 'C-POINTS' })
    await world.coverWith(world.setId, contractId)
    const [accountId] = await db.table('point_accounts').insert({ number: 'P-T', company_id: world.companyId, service_contract_id: contractId, currency: 'EUR', status: 'open', shortage: 'block', grace_days: 30, ...stamps })
    const first = calendarDate('2026-01-01')
    await new OpenLot().handle(Number(accountId), { key: 'lot', points: 20_00, unitValue: '1', source: 'purchase', validFrom: first, expiresOn: null, priority: 0, isBonus: false }, null, first)
    await db.table('debit_rules').insert({ name: 'Visit', type: 'contractual', points: '3', zero_counts: false, ...stamps })

    const question = world.question('10.00', { contractIds: [contractId] })
    const visits = Array.from({ length: 10 }, (_, at) => new ReserveCoverage().handle(question, world.actor, `visit:${at}`))
    const gifts = Array.from({ length: 5 }, (_, at) => new ConsumePoints().handle(Number(accountId), { key: `gift ${at}`, request: null, asks: { points: 1_00 } }, null, first).then(() => 1, () => 0))
    const [ids, given] = [await Promise.all(visits), (await Promise.all(gifts)).reduce((sum: number, one) => sum + one, 0)]

    const paid = (await db.from('coverage_decisions').whereIn('id', ids)).filter(({ covered_cents: cents }) => Number(cents) > 0).length
    const { balance } = await db.from('point_accounts').where('id', accountId).firstOrFail()
    assert.equal(Number(balance), 20 - 3 * paid - given)
    assert.isTrue(Number(balance) >= 0 && Number(balance) < 3, `${paid} visits, ${given} gifts, ${balance} left`)
  }).timeout(120_000)
})
