/**
 * Sync of customers from the sandbox on MariaDB, beside the floor: the same rows inserted by
 * mysql2 alone, 1000 to a statement. It empties its database, so the name must end in _bench:
 *
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_sync_bench node --import=@poppinss/ts-exec bench/sync.ts
 *
 * CUSTOMERS (100000) and ROUNDS (5) change its size. Prints medians.
 */
import { performance } from 'node:perf_hooks'
import type { QueryResult } from 'mysql2'
import mysql from 'mysql2/promise'

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

const CUSTOMERS = Number(process.env.CUSTOMERS ?? 100_000)
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const ROWS = 1000
const PAGE = Number(process.env.PAGE ?? 500)
const WRITTEN = ['customers', 'customer_addresses', 'customer_contacts', 'companies', 'contacts', 'search_tokens']

const { database, host, port, user, password } = (db.getRawConnection('mysql')!.config as any).connection
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
  const numbers = Array.from({ length: CUSTOMERS }, (_, index) => index + 1)
  for (let from = 0; from < CUSTOMERS; from += ROWS) {
    const some = numbers.slice(from, from + ROWS)
    await db.table('sandbox_customers').multiInsert(
      some.map((id) => ({ id, number: `C${id}`, name: `Customer ${id} of Zaragoza SL`, tax_id: `ESB${id}`, email: `office@c${id}.example`, phone: `+34 976 ${id}`, website: null, language: 'es', modified_at: at }))
    )
    await db.table('sandbox_addresses').multiInsert(
      some.map((id) => ({ customer_id: id, street: `Calle ${id}`, postal_code: '50001', city: 'Zaragoza', country: 'ES' }))
    )
    await db.table('sandbox_contacts').multiInsert(some.map((id) => ({ customer_id: id, name: `Contact ${id}`, email: `p@c${id}.example`, phone: null })))
  }
}

async function floor(): Promise<number> {
  const wire = await mysql.createConnection({ host, port, user, password, database, dateStrings: true })
  let total = 0
  for (const table of WRITTEN) {
    await wire.query(`drop table if exists bench_copy`)
    await wire.query(`create table bench_copy like ${table}`)
    const [rows] = await wire.query<QueryResult & Record<string, unknown>[]>(`select * from ${table}`)
    if (rows.length === 0) continue
    const columns = Object.keys(rows[0])
    const values = rows.map((row) => columns.map((column) => row[column]))
    total += await timed(async () => {
      for (let from = 0; from < values.length; from += ROWS) {
        await wire.query(`insert into bench_copy (${columns.map((name) => `\`${name}\``).join(',')}) values ?`, [values.slice(from, from + ROWS)])
      }
    })
  }
  await wire.query('drop table bench_copy')
  await wire.end()
  return total
}

await ace.exec('migration:fresh', ['--force'])
await fill()
const connection = await ErpConnection.create({ name: 'Bench', kind: 'sandbox', settings: {}, isActive: true, timeZone: 'UTC', overlapMinutes: 0, fullEveryDays: 7 })
const order = { mode: 'full' as const, entities: ['customer' as const] }
const times = { reading: [] as number[], sync: [] as number[], unchanged: [] as number[], delta: [] as number[], floor: [] as number[] }
let peak = 0
const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 100)

for (let round = 1; round <= ROUNDS; round++) {
  await empty([...WRITTEN, 'sync_cursors', 'sync_run_entities', 'sync_problems'])
  times.reading.push(
    await timed(async () => {
      const connector = connection.connector()
      for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
        const page: { next: string | null } = await connector.readPage('customer', { since: null, after, limit: PAGE })
        after = page.next
      }
      await connector.close()
    })
  )
  times.sync.push(await timed(() => new SyncConnection().handle(connection.id, order, { pageSize: PAGE })))
  times.unchanged.push(await timed(() => new SyncConnection().handle(connection.id, order, { pageSize: PAGE })))
  times.delta.push(await timed(() => new SyncConnection().handle(connection.id, { ...order, mode: 'incremental' })))
  if (round === 1) {
    clearInterval(sampling)
    const { rss } = process.memoryUsage()
    peak = Math.max(peak, rss)
  }
  times.floor.push(await floor())
  console.error(`round ${round}: ${Object.entries(times).map(([name, values]) => `${name} ${Math.round(values.at(-1)!)} ms`).join(', ')}`)
}

const medians = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, Math.round(median(values))]))
console.log(JSON.stringify({ customers: CUSTOMERS, rounds: ROUNDS, ...medians, syncToFloor: +(medians.floor / medians.sync).toFixed(2), peakMb: Math.round(peak / 1e6) }))
await app.terminate()
process.exit(0)
