import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** Prepares the database by itself, before several processes are started on it. */
export default class Prepare extends BaseCommand {
  static commandName = 'house:prepare'
  static description = 'Migrate the database and, in demo mode, load the demo company once'
  static options: CommandOptions = { startApp: true }

  async run() {
    const { prepareHouse } = await import('#shared/house/prepare_house')
    await prepareHouse(this.app, (message) => this.logger.info(message))
  }
}
