/**
 * Posting through the outbox and the queue, beside the same calls made by a bare script: one
 * posting is listened in on, and its calls are made again with node:http alone, under other
 * references. Both take turns. It empties its database, so the name must end in _bench:
 *
 *   export DB_CONNECTION=mysql DB_HOST=127.0.0.1 DB_PORT=3399 DB_USER=annexa DB_PASSWORD=annexa
 *   DB_DATABASE=annexa_posting_bench node --import=@poppinss/ts-exec bench/posting.ts --postings 60
 *
 * ERP=sandbox (over REST, in a process of its own) or ERP=tryton with TRYTON_URL, TRYTON_DATABASE,
 * TRYTON_USERNAME and TRYTON_PASSWORD; --postings (100) a round, --rounds (5). Prints medians and the
 * ratio within each round. What it posts to a Tryton stays there under BENCH-…
 */
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { sizeOf, Stopwatch } from './support/bench.js'
import { bootHouse, emptyDatabase } from './support/house.js'
import Replay from './support/replay.js'

process.env.QUEUE_DRIVER = 'embedded'
const app = await bootHouse()
await import('#start/jobs')

const { default: db } = await import('@adonisjs/lucid/services/db')
const { enqueueMany } = await import('#shared/outbox/enqueue')
const { currentQueue } = await import('#shared/queue/queue')
const { default: DeliverInvoice } = await import('#erp/actions/deliver_invoice')
const { default: SaveConnection } = await import('#erp/actions/save_connection')

const ERP = process.env.ERP ?? 'sandbox'
const [POSTINGS, ROUNDS] = [sizeOf('postings', 100), sizeOf('rounds', 5)]

const run = randomBytes(2).toString('hex').toUpperCase()
let sequence = 0
const referenceOf = () => `BENCH-${run}-${++sequence + 10_000}`
const sandbox = ERP === 'sandbox' ? await startSandbox() : null

const { TRYTON_URL = '', TRYTON_DATABASE = '', TRYTON_USERNAME = '', TRYTON_PASSWORD = '' } = process.env
const settings: Record<string, string> = sandbox
  ? { url: `${sandbox.url}/api/sandbox/v1`, preset: 'sandbox_rest', username: 'bench', password: sandbox.key }
  : { url: TRYTON_URL, database: TRYTON_DATABASE, username: TRYTON_USERNAME, password: TRYTON_PASSWORD }
const replay = new Replay(new URL(settings.url).origin)
const between = await replay.start()

await emptyDatabase()
const facts = { kind: sandbox ? 'rest' : 'tryton', isActive: true, overlapMinutes: 15, nightlyAt: null, incrementalMinutes: null, fullEveryDays: 7 }
const straight = await new SaveConnection().handle(null, { name: 'Straight', ...facts }, settings)
const heard = await new SaveConnection().handle(null, { name: 'Heard', ...facts }, { ...settings, url: settings.url.replace(new URL(settings.url).origin, between) })

const connector = heard.connector()
const [customers, products] = [
  await connector.readPage('customer', { since: null, after: null, limit: 20 }),
  await connector.readPage('product', { since: null, after: null, limit: 50 }),
]
const customerId = customers.records.find(({ isActive, isBlocked }) => isActive && !isBlocked)!.id
const productId = products.records.find(({ isActive, isService }) => isActive && isService)!.id
const lines = [1, 2, 3].map((n) => ({ productId, description: `Bench line ${n}`, quantity: '1', unitPrice: '10.00', netCents: 1000, taxCode: null }))
const invoice = (reference: string) => ({ reference, customerId, issuedOn: null, currency: straight.description!.currency, netCents: 3000, text: reference, lines })

// the first posting signs in and looks up what hardly ever changes; the second one is the pattern
const deliver = async (reference: string) => {
  const result = await new DeliverInvoice(connector).handle(invoice(reference))
  if (result.outcome !== 'accepted') throw new Error(JSON.stringify(result))
}
let pattern = ''
let calls: Awaited<ReturnType<typeof replay.listen>> = []
const learnPattern = async () => {
  await deliver(referenceOf())
  pattern = referenceOf()
  calls = await replay.listen(() => deliver(pattern))
}

const watch = new Stopwatch()
// whatever is loaded or compiled once has been by then
await learnPattern()
await ours()
for (let round = 0; round < ROUNDS; round++) {
  // anew each time: the other's sign-in may have ended the session
  await learnPattern()
  await watch.measure('bare', bare)
  await watch.measure('ours', ours)
  watch.endRound()
}
const perSecond = (ms: number) => +((POSTINGS * 1000) / ms).toFixed(1)
const medians = watch.medians()
const figures = { bare: perSecond(medians.bare), ours: perSecond(medians.ours), ratio: +(1 / watch.ratio(['ours'], 'bare')).toFixed(2) }
console.log(JSON.stringify({ erp: ERP, postings: POSTINGS, rounds: ROUNDS, callsEach: calls.length, ...figures, load: +loadavg()[0].toFixed(1) }))

await currentQueue().close()
await connector.close()
replay.stop()
sandbox?.stop()
await app.terminate()
process.exit(0)

async function bare(): Promise<void> {
  for (let n = 0; n < POSTINGS; n++) await replay.again(calls, pattern, referenceOf())
}

async function ours(): Promise<void> {
  const target = String(straight.id)
  const messages = Array.from({ length: POSTINGS }, (_, index) => {
    const reference = referenceOf()
    return { subjectType: 'bench', subjectId: index, reference, target, payload: { ...invoice(reference) } }
  })
  await enqueueMany('invoice', messages)
  await currentQueue().work()
  for (;;) {
    const row = await db.from('outbox_messages').whereNot('state', 'done').count('* as total').first()
    if (Number(row.total) === 0) break
    await sleep(20)
  }
  const stopped = await db.from('outbox_events').whereNotIn('happening', ['sending_started', 'accepted']).first()
  if (stopped) throw new Error(`A posting went wrong: ${stopped.happening} ${stopped.note}`)
}

/** A house of its own whose sandbox is the ERP. */
async function startSandbox() {
  const port = await freePort()
  const file = 'tmp/posting_sandbox_bench.sqlite3'
  const url = `http://127.0.0.1:${port}`
  const own = { NODE_ENV: 'development', DB_CONNECTION: 'sqlite', DB_FILE: file, PORT: String(port), HOST: '127.0.0.1', APP_URL: url, DEMO: 'false', LOG_LEVEL: 'warn' }
  const env = { ...process.env, ...own }
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
  const node = (script: string, ...more: string[]) => ['--no-warnings', '--import=@poppinss/ts-exec', script, ...more]
  execFileSync(process.execPath, node('ace.js', 'house:prepare'), { env, stdio: 'ignore' })
  const key = /KEY (\S+)/.exec(execFileSync(process.execPath, node('bench/support/sandbox_erp.ts'), { env }).toString())![1]
  const house = spawn(process.execPath, node('bin/server.ts'), { env, stdio: 'ignore' })
  process.on('exit', () => house.kill('SIGKILL'))
  const isUp = () => fetch(`${url}/health`).then(() => true, () => false)
  for (let tries = 0; !(await isUp()); tries++) {
    if (tries > 1200 || house.exitCode !== null) throw new Error('The sandbox never answered')
    await sleep(100)
  }
  return { url, key, stop: () => house.kill('SIGTERM') }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
