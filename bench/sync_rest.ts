/**
 * Sync of records from the sandbox over HTTP on MariaDB, through the REST connector and its
 * mapping, beside reading the same pages the same way and throwing them away. The ERP is a
 * process of its own. It empties its database, so the name must end in _bench:
 *
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_rest_bench node --import=@poppinss/ts-exec bench/sync_rest.ts
 *
 * RECORDS (100000), ENTITY (customer, or product), ROUNDS (3) and PAGE (500) change its size. A
 * customer is about 25 rows here, a product 8. Prints medians and the load of the machine; the
 * promise is 1.5 times the reading.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpus, loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'

process.env.NODE_ENV ??= 'production'
const { makeIgnitor } = await import('../bin/ignitor.js')
const app = makeIgnitor().createApp('console')
await app.init()
await app.boot()
await app.start(() => {})

const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: ace } = await import('@adonisjs/core/services/ace')
const { default: ErpConnection } = await import('#erp/models/erp_connection')
const { default: SyncConnection } = await import('#erp/actions/sync_connection')
const { hashOf } = await import('#erp/connectors/sandbox/api/api_access')

const RECORDS = Number(process.env.RECORDS ?? 100_000)
const ENTITY = process.env.ENTITY === 'product' ? 'product' : 'customer'
const ROUNDS = Number(process.env.ROUNDS ?? 3)
const PAGE = Number(process.env.PAGE ?? 500)
const PORT = process.env.BENCH_PORT ?? '3479'
const BASE = `http://127.0.0.1:${PORT}`
const ROWS = 1000
const KEY = createHash('sha256').update(`${process.pid}`).digest('hex')
const WRITTEN = ['products', 'customers', 'customer_addresses', 'customer_contacts', 'companies', 'contacts', 'search_tokens']

const { database } = (db.getRawConnection('mysql')!.config as any).connection
if (!String(database).endsWith('_bench')) throw new Error(`This empties its database: ${database} does not end in _bench`)

const timed = async (work: () => Promise<unknown>) => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const empty = async (tables: string[]) => {
  await db.rawQuery('set foreign_key_checks = 0')
  for (const table of tables) await db.rawQuery(`truncate ${table}`)
  await db.rawQuery('set foreign_key_checks = 1')
}

async function fill() {
  const at = '2026-01-01 00:00:00'
  for (let from = 1; from <= RECORDS; from += ROWS) {
    const some = Array.from({ length: Math.min(ROWS, RECORDS - from + 1) }, (_, index) => from + index)
    if (ENTITY === 'product') {
      await db.table('sandbox_products').multiInsert(
        some.map((id) => ({ id, number: `P${id}`, name: `Pump ${id} for water`, unit: 'pc', list_price: '12.50', tax_percent: 21, modified_at: at }))
      )
      continue
    }
    await db.table('sandbox_customers').multiInsert(
      some.map((id) => ({ id, number: `C${id}`, name: `Customer ${id} of Zaragoza SL`, tax_id: `ESB${id}`, email: `office@c${id}.example`, phone: `+34 976 ${id}`, website: null, language: 'es', modified_at: at }))
    )
    await db.table('sandbox_addresses').multiInsert(some.map((id) => ({ customer_id: id, street: `Calle ${id}`, postal_code: '50001', city: 'Zaragoza', country: 'ES', modified_at: at })))
    await db.table('sandbox_contacts').multiInsert(some.map((id) => ({ customer_id: id, name: `Contact ${id}`, email: `p@c${id}.example`, phone: null })))
  }
  await db.table('sandbox_api_keys').insert({ username: 'bench', key_hash: hashOf(KEY), created_at: at })
}

await ace.exec('migration:fresh', ['--force'])
await fill()
const server = spawn(process.execPath, ['--no-warnings', '--import=@poppinss/ts-exec', 'bin/server.ts'], { env: { ...process.env, PORT, APP_URL: BASE, QUEUE_DRIVER: 'embedded' }, stdio: 'ignore' })
process.on('exit', () => server.kill('SIGKILL'))
for (let tries = 0; !(await fetch(`${BASE}/health`).then((answer) => answer.ok, () => false)); tries++) {
  if (tries === 600) throw new Error('The sandbox did not start')
  await new Promise((resolve) => setTimeout(resolve, 100))
}

const settings = { url: `${BASE}/api/sandbox/v1`, username: 'bench', password: KEY, preset: 'sandbox_rest', fingerprint: '', timeoutMs: '60000' }
const connection = await ErpConnection.create({ name: 'Bench', kind: 'rest', settings, isActive: false, timeZone: 'UTC', overlapMinutes: 0, fullEveryDays: 7 })
const order = { mode: 'full' as const, entities: [ENTITY as 'customer'] }
const times = { reading: [] as number[], sync: [] as number[], unchanged: [] as number[] }
let records = 0

for (let round = 1; round <= ROUNDS; round++) {
  await empty([...WRITTEN, 'sync_cursors', 'sync_run_entities', 'sync_problems'])
  records = 0
  times.reading.push(
    await timed(async () => {
      const connector = connection.connector()
      await connector.describe()
      for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
        const page: { next: string | null; records: unknown[] } = await connector.readPage(ENTITY as 'customer', { since: null, after, limit: PAGE })
        records += page.records.length
        after = page.next
      }
      await connector.close()
    })
  )
  times.sync.push(await timed(() => new SyncConnection().handle(connection.id, order, { pageSize: PAGE })))
  times.unchanged.push(await timed(() => new SyncConnection().handle(connection.id, order, { pageSize: PAGE })))
  console.error(`round ${round}: ${Object.entries(times).map(([name, values]) => `${name} ${Math.round(values.at(-1)!)} ms`).join(', ')}, load ${loadavg()[0].toFixed(1)}`)
}

const kept = Number((await db.from(`${ENTITY}s`).count('* as n').first())!.n)
if (kept !== RECORDS || records !== RECORDS) throw new Error(`${records} were read and ${kept} kept of ${RECORDS}`)
const medians = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, Math.round(median(values))]))
console.log(JSON.stringify({ entity: ENTITY, records: RECORDS, page: PAGE, rounds: ROUNDS, ...medians, syncToReading: +(medians.sync / medians.reading).toFixed(2), cores: cpus().length, load: +loadavg()[0].toFixed(1) }))
server.kill('SIGTERM')
await app.terminate()
process.exit(0)
