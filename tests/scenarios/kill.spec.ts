import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { Assert } from '@japa/assert'
import { within } from '#shared/database/transaction'
import SaveConnection from '#erp/actions/save_connection'
import SyncConnection from '#erp/actions/sync_connection'
import { fillSandbox } from '#erp/connectors/sandbox/sandbox_crowd'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import { addMonthsAnchored, calendarDate } from '#shared/calendar/calendar_date'
import { seedContractModels } from '#database/seeders/demo/contract_models'
import BillingWorld from '#tests/support/billing_world'
import KilledHouse from '#tests/support/kill/killed_house'
import { killProcess, workUntil } from '#tests/support/kill/killed_process'
import { freshTestDatabase } from '#tests/support/test_database'
import { hasTryton, TRYTON } from '#tests/support/tryton/tryton_server'

/** Half a hundred and more show it; a few keep the way open. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3)
const ERP = process.env.KILL_ERP
/** A job whose process died ten times is given up, so each piece of work survives fewer. */
const DEATHS_AT_MOST = 6
const IS_LONG = ROUNDS > 3

interface Phase {
  begin: () => Promise<unknown>
  isDone: () => Promise<boolean>
  check: () => Promise<void>
  reset: () => Promise<void>
  maxMs: number
  meanwhile?: () => Promise<void>
}

test.group('A worker or web process killed at random moments', (group) => {
  group.teardown(() => freshTestDatabase())

  test('leaves every company, contract, charge and invoice as if it had lived', async ({ assert }) => {
    const usesTryton = ERP !== 'sandbox' && (await hasTryton())
    const house = await build(usesTryton)
    const figures: Record<string, unknown> = { erp: usesTryton ? 'tryton' : 'sandbox', database: db.primaryConnectionName, queue: process.env.QUEUE_DRIVER ?? 'embedded' }

    await house.syncHere()
    const synced = await house.synced()
    await house.forgetSynced()
    const sync = { begin: () => house.beginSync(), isDone: () => house.isSynced(), check: async () => same(assert, await house.synced(), synced), reset: () => house.forgetSynced(), maxMs: 2500 }
    figures.killedInSync = await fire(sync, Math.ceil(ROUNDS / 3))

    await house.forgetSynced()
    await house.syncHere()
    await addContracts(house.world, IS_LONG ? 120 : 30)
    const months = IS_LONG ? '2029-12-31' : '2026-12-31'
    await house.world.run(months)
    const proposed = await house.world.outcome()
    await house.forgetBilling()
    const run = { begin: () => house.beginRun(months), isDone: () => house.isComputed(), check: async () => same(assert, await house.world.outcome(), proposed), reset: () => house.forgetBilling(), maxMs: 2500 }
    figures.killedInRun = await fire(run, Math.ceil(ROUNDS / 3))

    await house.forgetBilling()
    let until = calendarDate('2026-01-31')
    const nextMonth = () => (until = addMonthsAnchored(until, 1, 31))
    const held = async (references: string[]) => invoicesHeld(house, references)
    const isRight = async () => {
      const found = await house.postedTwiceOrNever(held)
      assert.deepInclude(found, { missing: 0, duplicates: 0, different: 0, notPosted: 0 })
      Object.assign(figures, found)
    }
    const post = { begin: () => house.beginPosting(nextMonth()), isDone: () => house.isPosted(), check: isRight, reset: async () => {}, maxMs: 3000, meanwhile: usesTryton ? undefined : () => house.letTimePass() }
    figures.killedInPosting = await fire(post, ROUNDS - 2 * Math.ceil(ROUNDS / 3))

    const died = await db.from('outbox_events').where('happening', 'process_died').count('* as n').first()
    console.log(JSON.stringify({ ...figures, diedWhileSending: Number(died.n) }))
  }).timeout(600_000 + ROUNDS * 60_000)
})

/** Kills that many processes at work, beginning the work anew when it is done; ends when all is done and right. */
async function fire(phase: Phase, kills: number): Promise<number> {
  let killed = 0
  while (killed < kills) {
    await phase.begin()
    let deaths = 0
    while (killed < kills && deaths < DEATHS_AT_MOST && !(await phase.isDone())) {
      if (await killProcess(phase.maxMs, phase.isDone)) killed++
      deaths++
    }
    await workUntil(phase.isDone, 400_000, phase.meanwhile)
    await phase.check()
    if (killed < kills) await phase.reset()
  }
  return killed
}

async function build(usesTryton: boolean): Promise<KilledHouse> {
  const world = await BillingWorld.build()
  await within(undefined, seedContractModels)
  if (!usesTryton) await within(undefined, (trx) => fillSandboxWorld(trx, calendarDate('2026-11-22')))
  if (!usesTryton) await within(undefined, (trx) => fillSandbox(trx, IS_LONG ? 8000 : 1500))
  const facts = { name: 'Killed', kind: usesTryton ? 'tryton' : 'sandbox', isActive: true, overlapMinutes: 5, nightlyAt: null, incrementalMinutes: null, fullEveryDays: 7 }
  const connection = await new SaveConnection().handle(null, facts, usesTryton ? { ...TRYTON, timeoutMs: '20000' } : {})
  await new SyncConnection().handle(connection.id, { mode: 'full', entities: ['product'] })
  if (usesTryton) await sellContracts()
  return new KilledHouse(connection, world)
}

/** Every order line of the ERP's installation service gives birth to a contract. */
async function sellContracts(): Promise<void> {
  const product = await db.from('products').where('number', 'SVC-INST').firstOrFail()
  const model = await db.from('contract_models').where('code', 'MAINT-Q').firstOrFail()
  const at = '2026-01-01 00:00:00'
  await db.table('contract_model_products').insert({ contract_model_id: model.id, product_id: product.id, version: 1, created_at: at, updated_at: at })
}

/** Contracts with an invoice each, shared out among the companies that the ERP knows and may invoice. */
async function addContracts(world: BillingWorld, count: number): Promise<void> {
  const companies = await db.from('companies').where({ status: 'customer', is_blocked: false }).whereNotNull('customer_id').orderBy('number').limit(50)
  const product = await db.from('products').where({ is_service: true, is_active: true }).orderBy('number').firstOrFail()
  for (let n = 0; n < count; n++) {
    const companyId = Number(companies[n % companies.length].id)
    await world.contract(['100.00', '20.00', '3.00'], { company_id: companyId, grouping: 'contract', line: { product_id: product.id } })
  }
}

async function invoicesHeld({ connection }: KilledHouse, references: string[]) {
  const connector = connection.connector()
  const found = []
  for (const reference of references) found.push(...(await connector.findInvoices(reference)))
  await connector.close()
  return found
}

/** Compares rows whatever their order and names the first that differ. */
function same(assert: Assert, found: Record<string, unknown[]>, expected: Record<string, unknown[]>) {
  for (const [kind, rows] of Object.entries(expected)) {
    const [ours, theirs] = [rows, found[kind]].map((list) => list.map((row) => JSON.stringify(row)).sort())
    assert.deepEqual(theirs.filter((row, at) => row !== ours[at]).slice(0, 3), [], kind)
    assert.lengthOf(theirs, ours.length, kind)
  }
}
