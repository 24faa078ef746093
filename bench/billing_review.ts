/**
 * The review of a run of many lines and the statement over all contracts, on MariaDB: the queries
 * behind the first page, a page with a filter, the totals; what is done behind a progress bar (the difference against a
 * rehearsal, "Nothing left unbilled" for a month, the month close, the approval), and the pages that show its answer. Fill the database with bench/billing_run.ts first:
 *
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_billing_bench node --import=@poppinss/ts-exec bench/billing_run.ts fill
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_billing_bench node --import=@poppinss/ts-exec bench/billing_review.ts
 *
 * ROUNDS (40) is how often each page is asked for. Prints p50 and p95 in milliseconds.
 */
import { performance } from 'node:perf_hooks'
import { bootHouse } from './support/house.js'

const app = await bootHouse()

const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: StartBillingRun } = await import('#billing/actions/start_billing_run')
const { default: RehearseBillingRun } = await import('#billing/actions/rehearse_billing_run')
const { default: BillingRun } = await import('#billing/models/billing_run')
const { default: AskApproval } = await import('#billing/actions/ask_approval')
const { default: AskDifference } = await import('#billing/actions/ask_difference')
const { rehearsalsOf } = await import('#billing/queries/run_difference')
const { proposalsOfRun, reviewFilter, runTotals } = await import('#billing/queries/run_proposals')
const { runReview } = await import('#billing/queries/run_review')
const { default: AskMonth } = await import('#reporting/actions/ask_month')
const { default: AskStatement } = await import('#reporting/actions/ask_statement')
const { default: CarryOutUndertaking } = await import('#shared/undertakings/actions/carry_out_undertaking')
const { seenHash } = await import('#billing/queries/proposal_hash')
const { EVERYTHING } = await import('#billing/rules/run_scope')
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
const [rehearsal] = await rehearsalsOf(run)
const period = { from: calendarDate('2026-03-01'), to: UNTIL }
const carryOut = (undertaking: number) => new CarryOutUndertaking().handle(undertaking)
const compare = () => new AskDifference().handle(run, rehearsal, actor)
const state = () => new AskStatement().handle(period, EVERYTHING, actor)
const month = () => new AskMonth().handle('2026-03', actor)

await measured('difference, asked for', 1, compare)
await measured('difference, carried out', 1, async () => carryOut((await compare()).id))
await measured('difference, its page', ROUNDS, compare)
await measured('statement of a month, carried out', 3, async () => carryOut((await new AskStatement().anew(period, EVERYTHING, actor)).id))
await measured('statement of a month, its page', 10, state)
await measured('month, carried out', 1, async () => carryOut((await new AskMonth().anew('2026-03', actor)).id))
await measured('month, its page', 10, month)
const { revision } = await BillingRun.findOrFail(id)
const seen = await seenHash(id)
let approval = 0
await measured('approval, asked for', 1, async () => (approval = await new AskApproval().handle(id, revision, actor, seen)))
await measured('approval, granted', 1, () => carryOut(approval))
await app.terminate()
process.exit(0)
