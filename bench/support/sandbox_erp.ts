/** Fills a house whose sandbox is to be the ERP, and says a key to its interface: `sandbox_erp.ts`. */
import { makeIgnitor } from '../../bin/ignitor.js'

const app = makeIgnitor().createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const { default: db } = await import('@adonisjs/lucid/services/db')
  const { todayIn } = await import('#shared/clock')
  const { fillSandboxWorld } = await import('#erp/connectors/sandbox/sandbox_world')
  const { default: MakeSandboxKey } = await import('#erp/actions/make_sandbox_key')
  await db.transaction((trx) => fillSandboxWorld(trx, todayIn('Europe/Madrid')))
  process.stdout.write(`KEY ${await new MakeSandboxKey().handle('bench')}\n`)
})
await app.terminate()
process.exit(0)
