import { todayIn } from '#shared/clock'
import { registerJob } from '#shared/queue/jobs'
import OpenRecharges from '#points/actions/open_recharges'
import type { JobDefinition } from '#contracts/queue'

/** Opens the lots of recharges that were approved, posted or paid meanwhile. */
export const openRecharges: JobDefinition = {
  name: 'points.open_recharges',
  async handle() {
    await new OpenRecharges().handle(todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone))
  },
}

registerJob(openRecharges)
