import type { ApplicationService } from '@adonisjs/core/types'
import { driver, redis } from '#config/queue'
import { bindQueue, currentQueue } from '#shared/queue/queue'

/** Binds the queue that the configuration chooses and lets every process know all jobs. */
export default class QueueProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    const { default: Chosen } =
      driver === 'bull' ? await import('#shared/queue/bull_queue') : await import('#shared/queue/embedded_queue')
    bindQueue(new Chosen({ redis }))
  }

  async start() {
    await import('#start/jobs')
  }

  /** Runs before the HTTP server waits for its clients, which can take for ever. */
  async ready() {
    this.app.terminating(() => currentQueue().close())
  }
}
