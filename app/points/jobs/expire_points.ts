import { todayIn } from '#shared/clock'
import { registerJob } from '#shared/queue/jobs'
import ExpireLots from '#points/actions/expire_lots'
import type { JobDefinition } from '#contracts/queue'

/** Writes off the points of lots whose last day has passed, in the zone of the machine's nights. */
export const expirePoints: JobDefinition = {
  name: 'points.expire',
  async handle() {
    await new ExpireLots().handle(todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone))
  },
}

registerJob(expirePoints)
