import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import ComputeBillingRun from '#billing/actions/compute_billing_run'
import DiscardRun from '#billing/actions/discard_run'
import OpenBillingRun from '#billing/actions/open_billing_run'
import PlanShards from '#billing/actions/plan_shards'
import { ringWorkers } from '#billing/jobs/compute_run'
import { offerChargeSource, type ChargeSource } from '#billing/charge_sources'
import { freeShards, holdShard, workShards } from '#billing/actions/work_shards'
import BillingCertificate from '#billing/models/billing_certificate'
import BillingRun from '#billing/models/billing_run'
import type { Shard } from '#billing/queries/run_shards'
import { contractCharges } from '#service_contracts/queries/contract_charges'
import { ownQueue } from '#tests/support/bell'
import { calendarDate } from '#shared/calendar/calendar_date'
import { within } from '#shared/database/transaction'
import BillingWorld from '#tests/support/billing_world'

const UNTIL = calendarDate('2026-02-28')
const BILLED = ['invoice_lines', 'invoices', 'billing_certificates', 'charges', 'billing_run_failures', 'billing_shards', 'run_rehearsal_lines', 'run_rehearsals', 'billing_runs', 'undertakings', 'jobs']
const AGREED = ['contract_line_events', 'contract_lines', 'service_contracts', 'companies']

class Killed extends Error {}

/** Waits for a condition, asking again and again. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20)
}

/** The workers who have a part of the run in hand, or had. */
const met = new Set<string>()

/** The contract lines; nobody reads on before two workers have a part in hand. */
const meeting: ChargeSource = {
  ...contractCharges,
  async *pages(day, asked) {
    await until(async () => {
      for (const { worker } of await db.from('billing_shards').whereNotNull('worker').select('worker')) met.add(worker)
      return met.size > 1
    })
    yield* contractCharges.pages(day, asked)
  },
}

test.group('A run that several workers compute', (group) => {
  let world: BillingWorld
  let lines: number[] = []

  const forget = async (tables = BILLED) => {
    for (const table of tables) await db.from(table).delete()
  }

  group.each.setup(async () => {
    world = await BillingWorld.build()
    lines = []
    for (let company = 0; company < 4; company += 1) {
      const companyId = await world.company()
      for (const price of ['100.00', '20.00', '7.30']) lines.push(...(await world.contract([price, '1.00'], { company_id: companyId })).lines)
    }
    return async () => {
      await forget([...BILLED, ...AGREED])
      await db.from('users').whereIn('id', [world.maker.id, world.approver.id]).delete()
    }
  })

  const open = () => new OpenBillingRun().handle(UNTIL, world.maker, '1')
  const work = async (run: BillingRun, worker: string) => {
    const own = await BillingRun.findOrFail(run.id)
    return (await app.container.make(ComputeBillingRun)).handle(own.merge({ token: run.token }), { worker, partSize: 3 })
  }

  /** Lets so many compute a run at once, and approves it. */
  async function billedBy(workers: number) {
    const run = await open()
    const ended = await Promise.all(Array.from({ length: workers }, (_, index) => work(run, `w${index}`)))
    await world.approve(await BillingRun.findOrFail(run.id))
    const { number, lineHash, totals } = await BillingCertificate.findByOrFail('billingRunId', run.id)
    const { linesRead, chargesNew, failures } = ended[0]
    return { figures: { linesRead, chargesNew, failures }, certificate: { number, lineHash, totals }, outcome: await world.outcome() }
  }

  test('comes to the same charges, invoices and certificate as one alone', async ({ assert }) => {
    const alone = await billedBy(1)
    await forget()
    const shared = await billedBy(4)

    assert.deepEqual(shared, alone)
    assert.deepEqual(alone.figures, { linesRead: 24, chargesNew: 48, failures: 0 }) // 12 contracts of 2 lines, 2 months each
    assert.deepEqual(await db.from('billing_shards'), [])
  }).timeout(60_000)

  test('comes to the same certificate when the lanes of the queue share its parts', async ({ assert }) => {
    const alone = await billedBy(1)
    await forget()
    const { queue, restore } = ownQueue()
    const takeBack = offerChargeSource(meeting)
    try {
      const run = await open()
      await new PlanShards().charges(run, 3)
      await ringWorkers(run.id, run.token!, 3)
      await queue.work()
      await until(async () => (await BillingRun.findOrFail(run.id)).status === 'proposed')
      assert.isAtLeast(met.size, 2)
      await world.approve(await BillingRun.findOrFail(run.id))
      const { number, lineHash, totals } = await BillingCertificate.findByOrFail('billingRunId', run.id)
      assert.deepEqual({ number, lineHash, totals }, alone.certificate)
      assert.deepEqual(await world.outcome(), alone.outcome)
    } finally {
      takeBack()
      offerChargeSource(contractCharges)
      await queue.close()
      restore()
    }
  }).timeout(60_000)

  test('is finished by those who live when one dies at any step', async ({ assert }) => {
    await work(await open(), 'w0')
    const reference = await world.outcome()
    for (const steps of [2, 5, 9, 14]) {
      await forget()
      const run = await open()
      const begin = db.transaction
      let left = steps
      db.transaction = (async (given: any) => {
        if (left-- === 0) throw new Killed()
        return begin.call(db, given)
      }) as typeof db.transaction
      // whoever started it learns of its death, as the queue and the command do
      const orDie = (worker: string) => work(run, worker).catch((error) => (error instanceof Killed ? freeShards(run.id, worker) : Promise.reject(error)))
      await Promise.all([orDie('w1'), orDie('w2')]).finally(() => (db.transaction = begin))
      assert.isBelow(left, 0)

      assert.deepEqual(await world.outcome(), reference)
      assert.equal((await BillingRun.findOrFail(run.id)).linesRead, 24)
    }
  }).timeout(120_000)

  test('takes the part of a silent worker over, who writes nothing more', async ({ assert }) => {
    const run = await open()
    await new PlanShards().charges(run, 1000)
    let held: Shard | null = null
    const silent = workShards(run, 'charges', 'silent', async (shard) => {
      held = shard
      throw new Killed()
    })
    await assert.rejects(() => silent, Killed as never)
    await db.from('billing_shards').where('state', 'running').update({ beat_at: '2020-01-01 00:00:00' })
    const ended = await work(run, 'w1')

    assert.equal(ended.status, 'proposed')
    await assert.rejects(() => within(undefined, (trx) => holdShard(held!, {}, trx)), /being computed at this moment/)
  })

  test('that is discarded meanwhile stops all of them', async ({ assert }) => {
    const run = await open()
    await new PlanShards().charges(run, 3)
    const fates = Promise.allSettled([work(run, 'w1'), work(run, 'w2'), new DiscardRun().handle(run.id)])
    const [one, two] = await fates
    const { status } = await BillingRun.findOrFail(run.id)
    assert.equal(status, 'discarded')
    for (const fate of [one, two]) if (fate.status === 'rejected') assert.match(String(fate.reason.message), /being computed at this moment|cannot become/)
    assert.deepEqual(await world.charges(), [])
    assert.deepEqual(await world.invoices(), [])
  })
})
