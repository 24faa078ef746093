/**
 * What keeping the payloads costs a sync: the same customers read from the sandbox with and without
 * the archive, in turns, by time and by this process's own computing. It empties its database:
 *
 *   export DB_CONNECTION=mysql DB_HOST=127.0.0.1 DB_PORT=3399 DB_USER=annexa DB_PASSWORD=annexa
 *   DB_DATABASE=annexa_archive_bench node --import=@poppinss/ts-exec bench/archive.ts --records 10000
 *
 * --records (20000) and --rounds (7) change its size. Prints medians, and the fastest
 * rounds, which other work on the machine disturbs least.
 */
import { performance } from 'node:perf_hooks'
import { median, sizeOf } from './support/bench.js'
import { bootHouse, emptyDatabase } from './support/house.js'

const app = await bootHouse()
const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: SyncConnection } = await import('#erp/actions/sync_connection')
const { connectionTo, fillCustomers, forgetRead } = await import('./support/sandbox_records.js')

const [RECORDS, ROUNDS] = [sizeOf('records', 20_000), sizeOf('rounds', 7)]

await emptyDatabase()
await fillCustomers(RECORDS)
const connection = await connectionTo('sandbox', {})
const times = { without: [] as number[], with: [] as number[] }
const computing = { without: [] as number[], with: [] as number[] }
let kilobytes = 0

for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, archiveDays] of round % 2 ? ([['with', 14], ['without', 0]] as const) : ([['without', 0], ['with', 14]] as const)) {
    await forgetRead()
    await connection.merge({ archiveDays }).save()
    const [begun, before] = [performance.now(), process.cpuUsage()]
    await new SyncConnection().handle(connection.id, { mode: 'full', entities: ['customer'] })
    const { user, system } = process.cpuUsage(before)
    if (name === 'with') kilobytes = Math.round(Number((await db.from('payload_pages').sum('bytes as n').first()).n) / 1024)
    if (round === 0) continue
    times[name].push(performance.now() - begun)
    computing[name].push((user + system) / 1000)
  }
}

const cost = (without: number, kept: number) => ({ withoutMs: Math.round(without), withMs: Math.round(kept), costPercent: +((kept / without - 1) * 100).toFixed(1) })
const figures = (of: typeof times) => ({ median: cost(median(of.without), median(of.with)), fastest: cost(Math.min(...of.without), Math.min(...of.with)) })
console.log(JSON.stringify({ customers: RECORDS, rounds: ROUNDS, time: figures(times), computing: figures(computing), archiveKilobytes: kilobytes }))
await app.terminate()
process.exit(0)
