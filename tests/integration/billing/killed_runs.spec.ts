import fc from 'fast-check'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { chargeSources, offerChargeSource, type ChargeSource } from '#billing/charge_sources'
import { contractCharges } from '#service_contracts/queries/contract_charges'
import BillingWorld from '#tests/support/billing_world'

class Killed extends Error {}

/** The contract lines in pages of one, so that there are many moments to die. */
const small: ChargeSource = {
  ...contractCharges,
  async *pages(until, asked) {
    for await (const { sourceIds, charges, failures } of contractCharges.pages(until, asked)) {
      for (const id of sourceIds) yield { sourceIds: [id], charges: charges.filter((one) => one.sourceId === id), failures: failures.filter((one) => one.sourceId === id) }
    }
  },
}

test.group('A billing run that dies', (group) => {
  let world: BillingWorld
  let lines: number[] = []

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    offerChargeSource(small)
    world = await BillingWorld.build()
    const companyId = await world.company()
    lines = []
    for (const price of ['100.00', '20.00', '3.00']) lines.push(...(await world.contract([price, '1.00'], { company_id: companyId })).lines)
    lines.push(...(await world.contract(['7.00', '8.00'], { grouping: 'contract' })).lines)
    return () => void offerChargeSource(contractCharges)
  })

  /** Runs until the process dies before its nth transaction; answers whether it did. */
  async function runUntilDeath(until: string, steps: number): Promise<boolean> {
    const begin = db.transaction
    let left = steps
    db.transaction = (async (work: any) => {
      if (left-- === 0) throw new Killed()
      return begin.call(db, work)
    }) as typeof db.transaction
    try {
      await world.run(until)
      return false
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      return true
    } finally {
      db.transaction = begin
      await db.from('billing_runs').update({ beat_at: '2020-01-01 00:00:00' })
    }
  }

  async function change(): Promise<void> {
    await world.change(lines[0], 'amend', '2026-02-01', { price: '150.00' })
    await world.change(lines[3], 'terminate', '2026-02-01', { credit: 'credit' })
  }

  async function forget(): Promise<void> {
    for (const table of ['invoice_lines', 'invoices', 'charges', 'billing_run_failures', 'billing_runs', 'contract_line_events']) await db.from(table).delete()
  }

  test('and is started again ends as if it had not died, wherever it died', async ({ assert }) => {
    assert.include(chargeSources(), small)
    await world.run('2026-02-28')
    const reference = await world.outcome()

    await fc.assert(
      fc
        .asyncProperty(fc.array(fc.integer({ min: 1, max: 16 }), { minLength: 1, maxLength: 3 }), async (deaths) => {
          for (const steps of deaths) await runUntilDeath('2026-02-28', steps)
          await world.run('2026-02-28')
          assert.deepEqual(await world.outcome(), reference)
        })
        .beforeEach(forget),
      { numRuns: 15 }
    )
  }).timeout(120_000)

  test('while it takes up changes ends with them, and no earlier approval fits it', async ({ assert }) => {
    await change()
    await world.run('2026-03-31')
    const reference = await world.outcome()

    await fc.assert(
      fc
        .asyncProperty(fc.integer({ min: 1, max: 16 }), async (steps) => {
          const seen = await world.run('2026-03-31')
          await change()
          const hasDied = await runUntilDeath('2026-03-31', steps)
          const run = await world.run('2026-03-31')
          assert.deepEqual(await world.outcome(), reference)
          if (hasDied) await assert.rejects(() => world.approve(run.merge({ revision: seen.revision })), /has changed/)
        })
        .beforeEach(forget),
      { numRuns: 12 }
    )
  }).timeout(120_000)
})
