import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { registerJob } from '#shared/queue/jobs'

const FAILED_KEPT_DAYS = 30
const TICKS_KEPT_DAYS = 3

/** Failed jobs are kept a month for people to see; of each schedule's ticks the newest stays. */
export const clearOldJobs = registerJob({
  name: 'shared.clear_old_jobs',
  async handle() {
    const before = (days: number) => sqlInstant(now().minus({ days }))
    await db.from('jobs').where('state', 'failed').where('created_at', '<', before(FAILED_KEPT_DAYS)).delete()

    const newest = await db.from('schedule_ticks').max('id as id').groupBy('name')
    await db
      .from('schedule_ticks')
      .where('due_at', '<', before(TICKS_KEPT_DAYS))
      .whereNotIn('id', newest.map((row) => row.id))
      .delete()
  },
})
