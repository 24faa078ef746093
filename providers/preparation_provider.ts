import type { ApplicationService } from '@adonisjs/core/types'

/** Lets `npm start` migrate and serve in one process: a second boot would cost seconds. */
export default class PreparationProvider {
  constructor(protected app: ApplicationService) {}

  async start() {
    if (process.env.PREPARE !== 'true') return
    // providers start before the preloaded pages; the demo company needs what those wire up
    await Promise.all([import('#start/events'), import('#start/followers'), import('#start/charges'), import('#start/jobs')])
    const { prepareHouse } = await import('#shared/house/prepare_house')
    const logger = await this.app.container.make('logger')
    await prepareHouse(this.app, (message) => logger.info(message))
  }
}
