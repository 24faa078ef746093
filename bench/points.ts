/**
 * Consumptions of one points account from many processes at once on MariaDB, without overselling it, beside the
 * floor: the same rows under the same row lock written by mysql2 alone, one transaction for each consumption.
 * It empties its database, so the name must end in _bench:
 *
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_points_bench node --import=@poppinss/ts-exec bench/points.ts
 *
 * WORKERS (8), EACH (1000 consumptions a worker), IN_FLIGHT (20) and ROUNDS (5) change its size. Prints medians.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import mysql from 'mysql2/promise'
import { bootHouse } from './support/house.js'

const app = await bootHouse()

const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: ConsumePoints } = await import('#points/actions/consume_points')
const { default: PointsRefused } = await import('#points/errors/points_refused')
const { calendarDate } = await import('#shared/calendar/calendar_date')

const WORKERS = Number(process.env.WORKERS ?? 8)
const EACH = Number(process.env.EACH ?? 1000)
const IN_FLIGHT = Number(process.env.IN_FLIGHT ?? 20)
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const TODAY = calendarDate('2026-03-01')
const AT = '2026-01-01 00:00:00'
/** A tenth of what is asked for is not there, so that overselling would show. */
const ENOUGH = Math.floor(WORKERS * EACH * 0.9)

const { database, host, port, user, password } = (db.getRawConnection('mysql')!.config as any).connection
if (!String(database).endsWith('_bench')) throw new Error(`This empties its database: ${database} does not end in _bench`)

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** A worker consumes one point after another, some at a time, and tells how it went. */
async function work(name: string) {
  const consume = new ConsumePoints()
  const figures = { booked: 0, refused: 0, slowest: 0, waits: [] as number[] }
  for await (const line of process.stdin.setEncoding('utf8')) {
    const [accountId, number] = String(line).trim().split(' ').map(Number)
    let next = 0
    const lane = async () => {
      for (let index = next++; index < EACH; index = next++) {
        const begun = performance.now()
        const asked = { key: `${number}-${name}-${index}`, request: null, asks: { points: 100 } }
        await consume.handle(accountId, asked, null, TODAY).then(
          () => (figures.booked += 1),
          (error) => {
            if (!(error instanceof PointsRefused)) throw error
            figures.refused += 1
          }
        )
        figures.waits.push(performance.now() - begun)
      }
    }
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
    const { booked, refused, waits } = figures
    process.stdout.write(`${JSON.stringify({ booked, refused, median: median(waits), slowest: Math.max(...waits) })}\n`)
    Object.assign(figures, { booked: 0, refused: 0, waits: [] })
  }
}

async function account(): Promise<number> {
  await db.rawQuery('set foreign_key_checks = 0')
  for (const table of ['point_moves', 'point_lots', 'point_entries', 'point_sales', 'point_accounts', 'companies']) await db.rawQuery(`truncate ${table}`)
  await db.rawQuery('set foreign_key_checks = 1')
  const [companyId] = await db.table('companies').insert({ name: 'Bench', status: 'customer', is_blocked: false, version: 1, created_at: AT, updated_at: AT })
  const row = { number: 'P-1', company_id: companyId, currency: 'EUR', status: 'open', shortage: 'block', grace_days: 30, version: 1, created_at: AT, updated_at: AT }
  const [id] = await db.table('point_accounts').insert(row)
  const { default: OpenLot } = await import('#points/actions/open_lot')
  const lot = { key: 'lot', points: ENOUGH * 100, unitValue: '1', source: 'purchase' as const, validFrom: TODAY, expiresOn: null, priority: 0, isBonus: false }
  await new OpenLot().handle(Number(id), lot, null, TODAY)
  return Number(id)
}

async function round(workers: ChildProcess[], number: number) {
  const accountId = await account()
  const answers = workers.map((worker) => once(worker.stdout!, 'data').then(([text]) => JSON.parse(String(text))))
  const begun = performance.now()
  for (const worker of workers) worker.stdin!.write(`${accountId} ${number}\n`)
  const told = await Promise.all(answers)
  const seconds = (performance.now() - begun) / 1000

  const booked = told.reduce((sum, one) => sum + one.booked, 0)
  const [lot] = await db.from('point_lots')
  const taken = await db.from('point_moves').where('kind', 'consume').sum('points as points').first()
  if (booked !== ENOUGH || Number(lot.remaining) !== 0 || Number(taken.points) !== ENOUGH * 100) {
    throw new Error(`Oversold or lost: ${booked} booked of ${ENOUGH}, ${taken.points} moved, ${lot.remaining} left`)
  }
  return { rate: (WORKERS * EACH) / seconds, wait: median(told.map((one) => one.median)), slowest: Math.max(...told.map((one) => one.slowest)) }
}

/** One row lock and the same three writes for each consumption, by as many connections as there are workers. */
async function floor() {
  const wires = await Promise.all(Array.from({ length: WORKERS }, () => mysql.createConnection({ host, port, user, password, database })))
  await wires[0].query('create table if not exists bench_entries like point_entries')
  await wires[0].query('create table if not exists bench_moves like point_moves')
  const consumptions = Math.floor((WORKERS * EACH) / 4)
  const begun = performance.now()
  await Promise.all(
    wires.map(async (wire, lane) => {
      for (let index = lane; index < consumptions; index += WORKERS) {
        await wire.beginTransaction()
        await wire.query('select * from point_accounts where id = 1 for update')
        await wire.query('select id from bench_entries where point_account_id = 1 and entry_key = ?', [`f${index}`])
        await wire.query('select * from point_lots where point_account_id = 1 and remaining > 0')
        await wire.query('insert into bench_entries (point_account_id, no, entry_key, content_hash, kind, booked_on, `change`, invoiced, balance, explanation, created_at) values (1, ?, ?, ?, ?, ?, -100, 0, 0, ?, now())', [index, `f${index}`, 'x'.repeat(64), 'consume', TODAY, '{}'])
        await wire.query('insert into bench_moves (point_account_id, no, entry_no, kind, from_place, to_place, points, booked_on) values (1, ?, ?, ?, ?, ?, 100, ?)', [index, index, 'consume', 'lot', 'consumed', TODAY])
        await wire.query('update point_accounts set last_entry = ? where id = 1', [index])
        await wire.commit()
      }
    })
  )
  const rate = consumptions / ((performance.now() - begun) / 1000)
  for (const table of ['bench_entries', 'bench_moves']) await wires[0].query(`drop table ${table}`)
  await Promise.all(wires.map((wire) => wire.end()))
  return rate
}

if (process.env.WORKER) {
  process.stdout.write('ready\n')
  await work(process.env.WORKER)
} else {
  const { default: ace } = await import('@adonisjs/core/services/ace')
  await ace.exec('migration:run', ['--force'])
  const script = fileURLToPath(import.meta.url)
  const start = (_: unknown, index: number) =>
    spawn(process.execPath, ['--no-warnings', '--import=@poppinss/ts-exec', script], { env: { ...process.env, WORKER: `w${index}`, DB_POOL_MAX: '2' }, stdio: ['pipe', 'pipe', 'inherit'] })
  const workers = Array.from({ length: WORKERS }, start)
  await Promise.all(workers.map((worker) => once(worker.stdout!, 'data')))

  const rounds: Awaited<ReturnType<typeof round>>[] = []
  const floors: number[] = []
  for (let number = 0; number < ROUNDS; number++) {
    floors.push(await floor())
    rounds.push(await round(workers, number))
  }
  for (const worker of workers) worker.stdin!.end()
  const figures = {
    workers: WORKERS,
    consumptions: WORKERS * EACH,
    perSecond: Math.round(median(rounds.map(({ rate }) => rate))),
    slowestRound: Math.round(Math.min(...rounds.map(({ rate }) => rate))),
    floorPerSecond: Math.round(median(floors)),
    waitMs: Math.round(median(rounds.map(({ wait }) => wait))),
    longestWaitMs: Math.round(Math.max(...rounds.map(({ slowest }) => slowest))),
    oversold: 0,
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}
await app.terminate()
