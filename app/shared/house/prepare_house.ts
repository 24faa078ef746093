import type { ApplicationService } from '@adonisjs/core/types'
import { MigrationRunner } from '@adonisjs/lucid/migration'

/**
 * Everything between an empty database and the first page: migrations, reference data and,
 * in demo mode, the demo company. Does nothing where all is there.
 *
 * @throws whatever a migration throws
 */
export async function prepareHouse(app: ApplicationService, say: (message: string) => void): Promise<void> {
  const runner = new MigrationRunner(await app.container.make('lucid.db'), app, { direction: 'up', disableLocks: true })
  await runner.run()
  if (runner.error) throw runner.error
  const count = Object.keys(runner.migratedFiles).length
  if (count > 0) say(`${count} migrations run`)

  const { seedReference } = await import('#database/seeders/reference')
  await seedReference()

  const { demo } = await import('#config/app')
  if (!demo) return
  const { seedDemo } = await import('#database/seeders/demo')
  await seedDemo(say)
}
