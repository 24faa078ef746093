import type { ApplicationService } from '@adonisjs/core/types'
import logger from '@adonisjs/core/services/logger'
import WorkerPulse from '#shared/metrics/worker_pulse'
import { sweepOutbox } from '#shared/outbox/jobs'
import { currentQueue, dispatch } from '#shared/queue/queue'
import type { Schedule } from '#shared/scheduler/schedule'
import Scheduler from '#shared/scheduler/scheduler'

/**
 * Makes this process a worker: it takes jobs, keeps the schedule and first looks for
 * work whose bell was lost. Stops when the application ends.
 */
export async function startWorking(app: ApplicationService, schedules: readonly Schedule[]): Promise<void> {
  const scheduler = new Scheduler(schedules)
  app.terminating(() => scheduler.stop())

  const pulse = new WorkerPulse()
  app.terminating(() => pulse.stop())

  await pulse.start()
  await currentQueue().work()
  scheduler.start()
  await dispatch(sweepOutbox, {}).catch((error) => logger.error({ err: error }, 'the first sweep must wait'))
}
