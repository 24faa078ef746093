import { makeIgnitor } from '../../bin/ignitor.js'

/** A worker in a process of its own: `queue_worker.ts <driver> <prefix>`. Says `ready` when it works. */
const [driver, prefix] = process.argv.slice(2)

const app = makeIgnitor().createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const { makeQueue } = await import('#tests/support/queue_drivers')
  await import('#tests/support/queue_jobs')
  await import('#tests/support/ledger_kind')
  const queue = makeQueue(driver as 'embedded' | 'bull', prefix)
  await queue.work()
  app.terminating(() => queue.close())
})

const kept = setInterval(() => {}, 60_000)
app.terminating(() => clearInterval(kept))
process.stdout.write('ready\n')
