/**
 * The review of a run of many lines and the statement over all contracts, on MariaDB: the queries
 * behind the first page, a page with a filter, the totals, the difference against a rehearsal, and
 * "Nothing left unbilled" for a month. Fill the database with bench/billing_run.ts first:
 *
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_billing_bench node --import=@poppinss/ts-exec bench/billing_run.ts fill
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_billing_bench node --import=@poppinss/ts-exec bench/billing_review.ts
 *
 * ROUNDS (40) is how often each page is asked for. Prints p50 and p95 in milliseconds.
 */
import { performance } from 'node:perf_hooks'

process.env.NODE_ENV ??= 'production'
const { makeIgnitor } = await import('../bin/ignitor.js')
const app = makeIgnitor().createApp('console')
await app.init()
await app.boot()
await app.start(() => {})

const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: StartBillingRun } = await import('#billing/actions/start_billing_run')
const { default: RehearseBillingRun } = await import('#billing/actions/rehearse_billing_run')
const { default: BillingRun } = await import('#billing/models/billing_run')
const { runDifference } = await import('#billing/queries/run_difference')
const { proposalsOfRun, reviewFilter, runTotals } = await import('#billing/queries/run_proposals')
const { runReview } = await import('#billing/queries/run_review')
const { unbilledStatement } = await import('#reporting/queries/unbilled_statement')
const { calendarDate } = await import('#shared/calendar/calendar_date')

const ROUNDS = Number(process.env.ROUNDS ?? 40)
const UNTIL = calendarDate('2026-03-31')
const actor = { id: 0, name: 'Bench', email: '', locale: 'en', timeZone: 'UTC', groupIds: [], reach: () => 'all', may: () => true } as never

const { database } = (db.getRawConnection('mysql')!.config as any).connection
if (!String(database).endsWith('_bench')) throw new Error(`This writes into its database: ${database} does not end in _bench`)

async function measured(name: string, rounds: number, work: () => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now()
    await work()
    times.push(performance.now() - begun)
  }
  times.sort((one, other) => one - other)
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))])
  console.log(JSON.stringify({ name, rounds, p50: at(0.5), p95: at(0.95) }))
}

const bill = async () => (await app.container.make(StartBillingRun)).now(UNTIL, null)
await new RehearseBillingRun().handle(UNTIL, undefined, { by: null })
const first = performance.now()
const { id } = await bill()
const second = performance.now()
await bill()
console.log(JSON.stringify({ name: 'run', ms: Math.round(second - first), again: Math.round(performance.now() - second), ratio: +((second - first) / (performance.now() - second)).toFixed(2) }))
const run = await BillingRun.findOrFail(id)
const { n } = await db.from('charges').where('billing_run_id', id).count('* as n').firstOrFail()
console.log(JSON.stringify({ name: 'lines of the run', n: Number(n) }))

await measured('first page of the review', ROUNDS, () => runReview(run, {}, actor))
await measured('tenth page', ROUNDS, () => runReview(run, { page: 10 }, actor))
await measured('filter by customer', ROUNDS, () => proposalsOfRun(id, reviewFilter({ q: 'Company 77' }), 1))
await measured('filter by anomaly', ROUNDS, () => proposalsOfRun(id, reviewFilter({ only: 'anomalies' }), 1))
await measured('totals', ROUNDS, () => runTotals(id))
await measured('difference against a rehearsal', 3, () => runDifference(run, {}))
await measured('nothing left unbilled, a month of all contracts', 3, () => unbilledStatement({ from: calendarDate('2026-03-01'), to: UNTIL }))
await app.terminate()
process.exit(0)
