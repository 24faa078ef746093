/**
 * What keeping the payloads costs a sync: the same customers read from the sandbox with and without
 * the archive, in turns, by time and by this process's own computing. It empties its database:
 *
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_archive_bench node --import=@poppinss/ts-exec bench/archive.ts
 *
 * CUSTOMERS (20000) and ROUNDS (7) change its size. Prints medians, and the fastest
 * rounds, which other work on the machine disturbs least.
 */
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

const CUSTOMERS = Number(process.env.CUSTOMERS ?? 20_000)
const ROUNDS = Number(process.env.ROUNDS ?? 7)
const ROWS = 1000
const WRITTEN = ['customers', 'customer_addresses', 'customer_contacts', 'companies', 'contacts', 'search_tokens', 'sync_cursors', 'sync_problems', 'payload_pages']

const { database } = (db.getRawConnection('mysql')!.config as any).connection
if (!String(database).endsWith('_bench')) throw new Error(`This empties its database: ${database} does not end in _bench`)

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const empty = async () => {
  await db.rawQuery('set foreign_key_checks = 0')
  for (const table of WRITTEN) await db.rawQuery(`truncate ${table}`)
  await db.rawQuery('set foreign_key_checks = 1')
}

await ace.exec('migration:fresh', ['--force'])
const at = '2026-01-01 00:00:00'
for (let from = 1; from <= CUSTOMERS; from += ROWS) {
  const ids = Array.from({ length: Math.min(ROWS, CUSTOMERS - from + 1) }, (_, index) => from + index)
  await db.table('sandbox_customers').multiInsert(
    ids.map((id) => ({ id, number: `C${id}`, name: `Customer ${id} of Zaragoza SL`, tax_id: `ESB${id}`, email: `office@c${id}.example`, phone: `+34 976 ${id}`, website: null, language: 'es', modified_at: at }))
  )
  await db.table('sandbox_addresses').multiInsert(ids.map((id) => ({ customer_id: id, street: `Calle ${id}`, postal_code: '50001', city: 'Zaragoza', country: 'ES' })))
}

const connection = await ErpConnection.create({ name: 'Bench', kind: 'sandbox', settings: {}, isActive: true, timeZone: 'UTC', overlapMinutes: 0, fullEveryDays: 7, archiveDays: 0 })
const times = { without: [] as number[], with: [] as number[] }
const computing = { without: [] as number[], with: [] as number[] }
let kilobytes = 0

for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, archiveDays] of round % 2 ? ([['with', 14], ['without', 0]] as const) : ([['without', 0], ['with', 14]] as const)) {
    await empty()
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
console.log(JSON.stringify({ customers: CUSTOMERS, rounds: ROUNDS, time: figures(times), computing: figures(computing), archiveKilobytes: kilobytes }))
await app.terminate()
process.exit(0)
