/**
 * Sync of records from the sandbox over HTTP on MariaDB, through the REST connector and its
 * mapping, beside reading the same pages the same way and throwing them away, in turns. The ERP is
 * a process of its own, which is also the worker that writes the search words afterwards: `sync`
 * ends when everything is stored and usable, `findable` when search finds it all. It empties its
 * database, so the name must end in _bench:
 *
 *   export DB_CONNECTION=mysql DB_HOST=127.0.0.1 DB_PORT=3399 DB_USER=annexa DB_PASSWORD=annexa
 *   DB_DATABASE=annexa_rest_bench node --import=@poppinss/ts-exec bench/sync_rest.ts --records 20000
 *
 * --records (100000), --rounds (3), --page (500); ENTITY=customer or product; BENCH_PORT. Prints
 * medians, ratios within each round and the load of the machine; the promise is 1.5 times the reading.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpus, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { sizeOf, Stopwatch } from './support/bench.js'
import { bootHouse, emptyDatabase } from './support/house.js'

const app = await bootHouse()
const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: SyncConnection } = await import('#erp/actions/sync_connection')
const { hashOf } = await import('#erp/connectors/sandbox/api/api_access')
const { waitingRecords } = await import('#shared/search/queries/waiting_records')
const { connectionTo, fillCustomers, fillProducts, forgetRead, readAll } = await import('./support/sandbox_records.js')

const [RECORDS, ROUNDS, PAGE] = [sizeOf('records', 100_000), sizeOf('rounds', 3), sizeOf('page', 500)]
const ENTITY = process.env.ENTITY === 'product' ? 'product' : 'customer'
const PORT = process.env.BENCH_PORT ?? '3479'
const BASE = `http://127.0.0.1:${PORT}`
const KEY = createHash('sha256').update(`${process.pid}`).digest('hex')

await emptyDatabase()
await (ENTITY === 'product' ? fillProducts(RECORDS) : fillCustomers(RECORDS))
await db.table('sandbox_api_keys').insert({ username: 'bench', key_hash: hashOf(KEY), created_at: '2026-01-01 00:00:00' })
const env = { ...process.env, PORT, APP_URL: BASE, QUEUE_DRIVER: 'embedded' }
const server = spawn(process.execPath, ['--no-warnings', '--import=@poppinss/ts-exec', 'bin/server.ts'], { env, stdio: 'ignore' })
process.on('exit', () => server.kill('SIGKILL'))
for (let tries = 0; !(await fetch(`${BASE}/health`).then((answer) => answer.ok, () => false)); tries++) {
  if (tries === 600) throw new Error('The sandbox did not start')
  await sleep(100)
}

const settings = { url: `${BASE}/api/sandbox/v1`, username: 'bench', password: KEY, preset: 'sandbox_rest', fingerprint: '', timeoutMs: '60000' }
const connection = await connectionTo('rest', settings)
const order = { mode: 'full' as const, entities: [ENTITY as 'customer'] }
const sync = () => new SyncConnection().handle(connection.id, order, { pageSize: PAGE })
const watch = new Stopwatch()
let read = 0

for (let round = 1; round <= ROUNDS; round++) {
  await forgetRead()
  await watch.measure('reading', async () => (read = await readAll(connection.connector(), ENTITY, PAGE)))
  await watch.measure('sync', sync)
  await watch.measure('words', async () => {
    while ((await waitingRecords()) > 0) await sleep(50)
  })
  await watch.measure('unchanged', sync)
  watch.endRound()
}

const kept = Number((await db.from(`${ENTITY}s`).count('* as n').first())!.n)
if (kept !== RECORDS || read !== RECORDS) throw new Error(`${read} were read and ${kept} kept of ${RECORDS}`)
const ratios = { syncToReading: watch.ratio(['sync'], 'reading'), findableToReading: watch.ratio(['sync', 'words'], 'reading'), unchangedToReading: watch.ratio(['unchanged'], 'reading') }
console.log(JSON.stringify({ entity: ENTITY, records: RECORDS, page: PAGE, rounds: ROUNDS, ...watch.medians(), ...ratios, cores: cpus().length, load: +loadavg()[0].toFixed(1) }))
server.kill('SIGTERM')
await app.terminate()
process.exit(0)
