/**
 * Sync of customers from the sandbox on MariaDB, beside the floor: the same rows, search words too,
 * inserted by mysql2 alone, 1000 to a statement. `sync` ends when everything is stored and usable,
 * `words` when search finds it too; the floor is compared with both together. It empties its
 * database, so the name must end in _bench:
 *
 *   export DB_CONNECTION=mysql DB_HOST=127.0.0.1 DB_PORT=3399 DB_USER=annexa DB_PASSWORD=annexa
 *   DB_DATABASE=annexa_sync_bench node --import=@poppinss/ts-exec bench/sync.ts --records 20000
 *
 * --records (100000), --rounds (5), --page (500), --pages pages ready ahead (1). Prints medians,
 * ratios within each round and the load of the machine.
 */
import { loadavg } from 'node:os'
import type { QueryResult } from 'mysql2'
import mysql from 'mysql2/promise'
import { sizeOf, Stopwatch, timed } from './support/bench.js'
import { bootHouse, emptyDatabase } from './support/house.js'

const app = await bootHouse()
const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: SyncConnection } = await import('#erp/actions/sync_connection')
const { default: IndexBacklog } = await import('#shared/search/actions/index_backlog')
const { connectionTo, fillCustomers, forgetRead, readAll, WRITTEN } = await import('./support/sandbox_records.js')

const [RECORDS, ROUNDS, PAGE, PAGES] = [sizeOf('records', 100_000), sizeOf('rounds', 5), sizeOf('page', 500), sizeOf('pages', 1)]
const ROWS = 1000

await emptyDatabase()
await fillCustomers(RECORDS)
const connection = await connectionTo('sandbox', {})
const order = { mode: 'full' as const, entities: ['customer' as const] }
const options = { pageSize: PAGE, pagesAtOnce: PAGES }
const watch = new Stopwatch()
let peak = 0
const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 100)

for (let round = 1; round <= ROUNDS; round++) {
  await forgetRead()
  await watch.measure('reading', () => readAll(connection.connector(), 'customer', PAGE))
  await watch.measure('sync', () => new SyncConnection().handle(connection.id, order, options))
  await watch.measure('words', () => new IndexBacklog().handle())
  await watch.measure('unchanged', () => new SyncConnection().handle(connection.id, order, options))
  await watch.measure('delta', () => new SyncConnection().handle(connection.id, { ...order, mode: 'incremental' }))
  clearInterval(sampling)
  watch.note('floor', await floor())
  watch.endRound()
}

const shares = { floorToStored: share(['sync']), floorToFindable: share(['sync', 'words']) }
console.log(JSON.stringify({ customers: RECORDS, page: PAGE, pages: PAGES, rounds: ROUNDS, ...watch.medians(), ...shares, peakMb: Math.round(peak / 1e6), load: +loadavg()[0].toFixed(1) }))
await app.terminate()
process.exit(0)

/** The rate beside the floor's. Of what is stored first the floor still holds the words: the second share is the promise. */
function share(names: string[]): number {
  return +(1 / watch.ratio(names, 'floor')).toFixed(2)
}

async function floor(): Promise<number> {
  const { database, host, port, user, password } = (db.getRawConnection('mysql')!.config as any).connection
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
