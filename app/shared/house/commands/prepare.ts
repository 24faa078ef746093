import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** Everything between `npm ci` and the first page, in one process: migrations, reference data, demo company. */
export default class Prepare extends BaseCommand {
  static commandName = 'house:prepare'
  static description = 'Migrate the database and, in demo mode, load the demo company once'
  static options: CommandOptions = { startApp: true }

  async run() {
    const migration = await this.kernel.exec('migration:run', ['--force', '--compact-output', '--disable-locks'])
    if (migration.exitCode) {
      this.exitCode = migration.exitCode
      return
    }
    const { seedReference } = await import('#database/seeders/reference')
    await seedReference()

    const { demo } = await import('#config/app')
    if (!demo) return
    const { seedDemo } = await import('#database/seeders/demo')
    await seedDemo((message) => this.logger.info(message))
  }
}
