import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { startWorking } from '#shared/queue/working'

export default class Work extends BaseCommand {
  static commandName = 'work'
  static description = 'Take jobs from the queue and keep the schedule until told to stop'
  static options: CommandOptions = { startApp: true, staysAlive: true }

  async run() {
    const { default: schedules } = await import('#start/scheduler')
    const kept = setInterval(() => {}, 60_000)
    this.app.terminating(() => clearInterval(kept))

    await startWorking(this.app, schedules)
    this.logger.info(`working, process ${process.pid}`)
  }
}
