import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import ReserveCoverage from '#service_contracts/actions/reserve_coverage'
import { decide } from '#service_contracts/rules/coverage/decide'
import CoverageRecords from '#tests/support/coverage_records'
import { freshTestDatabase } from '#tests/support/test_database'

const OFFICES = 3
const ORDERS = 6

/** Several connections and processes at once, so nothing can be rolled back: a fresh database before and after. */
test.group('Many technicians and one cap', (group) => {
  group.setup(() => freshTestDatabase())
  group.teardown(() => freshTestDatabase())

  test('never spend more than it holds, and what the last one gets is exactly what was left', async ({ assert }) => {
    const world = await CoverageRecords.build()
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
})
