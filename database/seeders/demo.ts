import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#shared/clock'
import { within } from '#shared/database/transaction'
import SaveConnection from '#erp/actions/save_connection'
import SyncConnection from '#erp/actions/sync_connection'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import { seedDemoContracts } from '#database/seeders/demo/contracts'
import { seedContractModels } from '#database/seeders/demo/contract_models'
import { seedDemoCoverage } from '#database/seeders/demo/coverage'
import { seedDemoPeople } from '#database/seeders/demo/people'
import { seedDemoRenewals } from '#database/seeders/demo/renewals'
import { seedRevaluation } from '#database/seeders/demo/revaluation'
import { seedDemoPoints } from '#database/seeders/demo/points'
import { seedDemoProjects } from '#database/seeders/demo/projects'
import { seedDemoSales } from '#database/seeders/demo/sales'
import { seedDemoServiceDesk } from '#database/seeders/demo/service_desk'
import { seedDemoServiceLevels } from '#database/seeders/demo/service_levels'
import { seedDemoWarranty } from '#database/seeders/demo/warranty'
import { seedFirstBilling } from '#database/seeders/demo/billing'

/**
 * A small believable company, loaded once: the sandbox ERP with two years of trade, synced
 * as any ERP is, contracts born from its orders, and last month billed and posted.
 */
export async function seedDemo(say: (message: string) => void = () => {}): Promise<void> {
  const done = await db.from('erp_connections').first()
  if (done) return

  say('loading the demo company')
  const today = todayIn('Europe/Madrid')
  await within(undefined, seedDemoPeople)
  await within(undefined, seedContractModels)
  await within(undefined, (trx) => fillSandboxWorld(trx, today))

  const connection = await new SaveConnection().handle(
    null,
    { name: 'Sandbox ERP', kind: 'sandbox', isActive: true, overlapMinutes: 15, nightlyAt: '02:00', incrementalMinutes: 15, fullEveryDays: 7 },
    {}
  )
  await new SyncConnection().handle(connection.id, { mode: 'full' })
  await within(undefined, (trx) => seedDemoContracts(trx, today))
  await within(undefined, (trx) => seedRevaluation(trx, today))
  await within(undefined, (trx) => seedDemoRenewals(trx, today))
  await seedDemoCoverage(today)
  await within(undefined, seedDemoServiceLevels)
  await seedDemoPoints(today)
  await seedDemoWarranty(today)
  await seedDemoSales(today)
  await seedDemoProjects(today)
  await seedDemoServiceDesk(today)
  await seedFirstBilling(today, app.container)
  say('the demo company is ready')
}
