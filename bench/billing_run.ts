/**
 * A billing run over contract lines on MariaDB (compute, charges, proposals, lines), beside the
 * floor: the same rows inserted by mysql2 alone, 1000 to a statement, into tables of the same
 * shape. It empties its database, so the name must end in _bench:
 *
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_billing_bench node --import=@poppinss/ts-exec bench/billing_run.ts --lines 100000 --rounds 5
 *
 * With --workers 4 each round is computed by one process and then by four, already started, as workers are:
 *
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_billing_bench node --import=@poppinss/ts-exec bench/billing_run.ts --lines 100000 --rounds 5 --workers 4
 *
 * `fill` alone fills the database. Prints medians and the peak of memory of the first process.
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { RowDataPacket } from 'mysql2'
import mysql from 'mysql2/promise'
import { bootHouse } from './support/house.js'

const app = await bootHouse()

const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: ace } = await import('@adonisjs/core/services/ace')
const { default: ContinueBillingRun } = await import('#billing/actions/continue_billing_run')
const { default: StartBillingRun } = await import('#billing/actions/start_billing_run')
const { calendarDate } = await import('#shared/calendar/calendar_date')

const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: { lines: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' }, workers: { type: 'string', default: '1' } },
})
const [LINES, ROUNDS, WORKERS] = [asked.lines, asked.rounds, asked.workers].map(Number)
const LINES_OF_CONTRACT = 5
const CONTRACTS_OF_COMPANY = 2
const ROWS = 1000
const AT = '2026-01-01 00:00:00'
const WRITTEN = ['charges', 'invoices', 'invoice_lines']

const { database, host, port, user, password } = (db.getRawConnection('mysql')!.config as any).connection
if (!String(database).endsWith('_bench')) throw new Error(`This empties its database: ${database} does not end in _bench`)

const timed = async (work: () => Promise<unknown>) => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const empty = async (tables: string[]) => {
  const wire = await mysql.createConnection({ host, port, user, password, database })
  await wire.query('set foreign_key_checks = 0')
  for (const table of tables) await wire.query(`truncate ${table}`)
  await wire.end()
}

/** Contracts of five lines, billed monthly, quarterly or yearly, in advance and in arrears, some prorated. */
async function fill() {
  const contracts = Math.ceil(LINES / LINES_OF_CONTRACT)
  const payer = `ceil(seq / ${CONTRACTS_OF_COMPANY})`
  const of = `ceil(seq / ${LINES_OF_CONTRACT})`
  const startOf = (id: string) => `concat('2026-01-', lpad(${id} % 28 + 1, 2, '0'))`

  await insert('companies', Math.ceil(contracts / CONTRACTS_OF_COMPANY), { id: 'seq', name: `concat('Company ', seq, ' SL')`, status: `'customer'`, is_blocked: '0' })
  await insert('service_contracts', contracts, {
    ...{ id: 'seq', number: `concat('C-', seq)`, kind: `'maintenance'`, company_id: payer, bill_to_id: payer, status: `'active'`, currency: `'EUR'`, source: `'manual'` },
    ...{ period_unit: `elt(seq % 4 + 1, 'month', 'month', 'quarter', 'year')`, period_count: '1', mode: `if(seq % 3 = 0, 'arrears', 'advance')`, anchor: `if(seq % 5 = 0, 'calendar', 'start')` },
    ...{ starts_on: startOf('seq'), lead_days: '0', lag_days: '0', first_partial: `'short'`, last_partial: `'short'`, proration: `'actual'`, free_days: '0', grouping: `'customer'` },
  })
  await insert('contract_lines', LINES, {
    ...{ id: 'seq', service_contract_id: of, position: `(seq - 1) % ${LINES_OF_CONTRACT} + 1`, description: `concat('Maintenance of machine ', seq)` },
    ...{ quantity: `'1'`, unit_price: `concat(10 + seq % 90, '.50')`, starts_on: startOf(of) },
  })
  await db.rawQuery('analyze table companies, service_contracts, contract_lines')
}

/** Rows made by the server itself, so that filling leaves nothing in this process. */
async function insert(table: string, count: number, row: Record<string, string>) {
  const values: Record<string, string> = { ...row, version: '1', created_at: `'${AT}'`, updated_at: `'${AT}'` }
  await db.rawQuery(`insert into ${table} (${Object.keys(values)}) select ${Object.values(values)} from seq_1_to_${count}`)
}

let rows = 0
/** Reads and writes one statement's rows at a time, so that only writing is timed and memory holds little. */
async function floor(): Promise<number> {
  const wire = await mysql.createConnection({ host, port, user, password, database, dateStrings: true })
  await wire.query('set foreign_key_checks = 0')
  let total = 0
  rows = 0
  for (const table of WRITTEN) {
    await wire.query('drop table if exists bench_copy')
    await wire.query(`create table bench_copy like ${table}`)
    for (let last = 0; ; ) {
      const [page] = await wire.query<RowDataPacket[]>(`select * from ${table} where id > ? order by id limit ${ROWS}`, [last])
      if (page.length === 0) break
      const columns = Object.keys(page[0])
      const values = page.map((row) => columns.map((column) => row[column]))
      total += await timed(() => wire.query(`insert into bench_copy (${columns.map((name) => `\`${name}\``).join(',')}) values ?`, [values]))
      rows += page.length
      last = page.at(-1)!.id
    }
  }
  await wire.query('drop table bench_copy')
  await wire.end()
  return total
}

// filled by a process of its own: what that leaves in memory is not the run's
if (positionals[0] === 'fill') {
  await ace.exec('db:wipe', ['--force'])
  await ace.exec('migration:run', ['--force', '--disable-locks'])
  await fill()
  process.exit(0)
}
// takes part in each run it is told of, as a worker of the queue would
if (positionals[0] === 'help') {
  process.on('message', async ({ id, token }: { id: number; token: string }) => {
    const work = await app.container.make(ContinueBillingRun)
    await work.handle(id, token, `worker-${process.pid}`).catch(() => {})
    process.send!('done')
  })
  process.send!('ready')
  await once(process, 'disconnect')
  process.exit(0)
}
const self = fileURLToPath(import.meta.url)
execFileSync(process.execPath, [...process.execArgv, self, 'fill', '--lines', String(LINES)], { stdio: 'ignore' })
const helpers: ChildProcess[] = []
for (let n = 1; n < WORKERS; n++) {
  const helper = fork(self, ['help'])
  await once(helper, 'message')
  helpers.push(helper)
}
const times = { run: [] as number[], again: [] as number[], shared: [] as number[], floor: [] as number[] }
const until = calendarDate('2026-03-31')
const bill = async () => (await app.container.make(StartBillingRun)).now(until, null)
/** The same by all workers; the outcome is compared with that of one. */
async function shared(): Promise<void> {
  const done = helpers.map((helper) => once(helper, 'message'))
  const start = await app.container.make(StartBillingRun)
  await start.now(until, null, undefined, undefined, ({ id, token }) => helpers.forEach((helper) => helper.send({ id, token })))
  await Promise.all(done)
}
const outcome = async () => {
  const { n, net } = await db.from('charges').count('* as n').sum('net_cents as net').firstOrFail()
  const { lines } = await db.from('invoice_lines').count('* as lines').firstOrFail()
  const { twice } = await db.from('invoice_lines').countDistinct('charge_id as twice').firstOrFail()
  return JSON.stringify([n, net, lines, twice].map(Number))
}
const begun = Math.round(process.memoryUsage.rss() / 1e6)
let peak = 0
const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50)

const forget = () => empty([...WRITTEN, 'billing_run_failures', 'billing_shards', 'billing_runs'])

for (let round = 1; round <= ROUNDS; round++) {
  await forget()
  times.run.push(await timed(bill))
  times.again.push(await timed(bill))
  if (round === 1) clearInterval(sampling)
  if (WORKERS > 1) {
    const alone = await outcome()
    await forget()
    times.shared.push(await timed(shared))
    if ((await outcome()) !== alone) throw new Error(`${WORKERS} workers came to ${await outcome()}, one to ${alone}`)
  }
  times.floor.push(await floor())
  console.error(`round ${round}: ${Object.entries(times).filter(([, values]) => values.length > 0).map(([name, values]) => `${name} ${Math.round(values.at(-1)!)} ms`).join(', ')}, ${rows} rows`)
}

const medians = Object.fromEntries(Object.entries(times).filter(([, values]) => values.length > 0).map(([name, values]) => [name, Math.round(median(values))]))
console.log(JSON.stringify({ lines: LINES, rounds: ROUNDS, rows, ...medians, ofFloorRate: +(medians.floor / medians.run).toFixed(2), timesFasterAgain: +(medians.run / medians.again).toFixed(1), ...(WORKERS > 1 ? { workers: WORKERS, timesFasterShared: +(medians.run / medians.shared).toFixed(2) } : {}), begunMb: begun, peakMb: Math.round(peak / 1e6) }))
await app.terminate()
process.exit(0)
