/**
 * Sync of everything from Tryton on MariaDB, beside reading the same pages and throwing them
 * away. It empties its database, so the name must end in _bench:
 *
 *   TRYTON_URL=… TRYTON_DATABASE=… TRYTON_USERNAME=… TRYTON_PASSWORD=… \
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_sync_bench node --import=@poppinss/ts-exec bench/sync_tryton.ts
 *
 * ROUNDS (5) changes its length. Prints medians.
 */
import { performance } from 'node:perf_hooks'
import { bootHouse } from './support/house.js'

const app = await bootHouse()

const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: ace } = await import('@adonisjs/core/services/ace')
const { ERP_ENTITIES } = await import('#contracts/erp')
const { default: SaveConnection } = await import('#erp/actions/save_connection')
const { default: SyncConnection } = await import('#erp/actions/sync_connection')

const ROUNDS = Number(process.env.ROUNDS ?? 5)
const PAGE = 500
const { TRYTON_URL: url, TRYTON_DATABASE: name, TRYTON_USERNAME: username, TRYTON_PASSWORD: password } = process.env
const { database } = (db.getRawConnection(db.primaryConnectionName)!.config as any).connection
if (!String(database).endsWith('_bench')) throw new Error(`This empties its database: ${database} does not end in _bench`)

const timed = async (work: () => Promise<unknown>) => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const times = { reading: [] as number[], sync: [] as number[], delta: [] as number[] }
let counts: unknown

for (let round = 1; round <= ROUNDS; round++) {
  await ace.exec('migration:fresh', ['--force'])
  const facts = { name: 'Tryton', kind: 'tryton', isActive: true, overlapMinutes: 0, nightlyAt: null, incrementalMinutes: null, fullEveryDays: 7 }
  const connection = await new SaveConnection().handle(null, facts, { url: url!, database: name!, username: username!, password: password! })
  times.reading.push(
    await timed(async () => {
      const connector = connection.connector()
      await connector.serverTime()
      for (const entity of ERP_ENTITIES) {
        for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
          const page: { next: string | null } = await connector.readPage(entity, { since: null, after, limit: PAGE })
          after = page.next
        }
      }
      await connector.close()
    })
  )
  times.sync.push(
    await timed(async () => {
      const run = await new SyncConnection().handle(connection.id, { mode: 'full' }, { pageSize: PAGE })
      await run.load('parts')
      counts = run.parts.map(({ entity, read, created, waiting, failed }) => ({ entity, read, created, waiting, failed }))
    })
  )
  times.delta.push(await timed(() => new SyncConnection().handle(connection.id, { mode: 'incremental' })))
}

const medians = Object.fromEntries(Object.entries(times).map(([key, values]) => [key, Math.round(median(values))]))
console.log(JSON.stringify({ rounds: ROUNDS, ...medians, syncToReading: +(medians.sync / medians.reading).toFixed(2), counts }))
await app.terminate()
process.exit(0)
