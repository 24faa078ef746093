import type { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { isDuplicate } from '#shared/database/violations'
import { dispatch } from '#shared/queue/queue'
import type { Schedule } from '#shared/scheduler/schedule'

const LOOK_EVERY_MS = 5000
/** After so long a tick that nobody handed to the queue belonged to a process that died. */
const ORPHANED_AFTER_SECONDS = 30

/**
 * Hands due jobs to the queue. The unique row of a tick decides which of several processes
 * does it; ticks missed while none ran are made up for once. A schedule seen for the first
 * time waits for its next instant.
 */
export default class Scheduler {
  protected timer: NodeJS.Timeout | undefined
  protected seen = new Map<string, DateTime>()
  protected looking: Promise<void> | undefined

  constructor(protected schedules: readonly Schedule[]) {}

  start() {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
    void this.look()
  }

  async stop() {
    clearInterval(this.timer)
    await this.looking
  }

  /** Dispatches what is due at that instant and not yet dispatched by anybody. */
  async tick(at: DateTime): Promise<void> {
    for (const schedule of this.schedules) {
      const due = schedule.lastDue(at)
      const seen = this.seen.get(schedule.name)
      if (seen && seen >= due) continue

      await this.tickOne(schedule, due, at)
      this.seen.set(schedule.name, due)
    }
    await this.adoptOrphans(at)
  }

  protected async tickOne(schedule: Schedule, due: DateTime, at: DateTime) {
    const last = await db.from('schedule_ticks').where('name', schedule.name).max('due_at as due_at').first()
    const isNew = !last?.due_at
    if (!isNew && last.due_at >= sqlInstant(due)) return

    try {
      await db.table('schedule_ticks').insert({
        name: schedule.name,
        due_at: sqlInstant(due),
        dispatched_at: isNew ? sqlInstant(at) : null,
        created_at: sqlInstant(at),
      })
    } catch (error) {
      if (isDuplicate(error)) return
      throw error
    }
    if (!isNew) await this.hand(schedule, sqlInstant(due), at)
  }

  /** Dispatch may happen twice when a process dies here; the key makes that one job. */
  protected async hand(schedule: Schedule, due: string, at: DateTime) {
    await dispatch(schedule.job, schedule.payload, { key: `schedule ${schedule.name}` })
    await db
      .from('schedule_ticks')
      .where({ name: schedule.name, due_at: due })
      .update({ dispatched_at: sqlInstant(at) })
  }

  protected async adoptOrphans(at: DateTime) {
    const orphans = await db
      .from('schedule_ticks')
      .whereNull('dispatched_at')
      .where('created_at', '<', sqlInstant(at.minus({ seconds: ORPHANED_AFTER_SECONDS })))

    for (const orphan of orphans) {
      const schedule = this.schedules.find(({ name }) => name === orphan.name)
      if (schedule) await this.hand(schedule, orphan.due_at, at)
    }
  }

  protected look(): Promise<void> {
    this.looking ??= this.tick(now())
      .catch((error) => logger.error({ err: error }, 'the schedule could not be looked at'))
      .finally(() => (this.looking = undefined))

    return this.looking
  }
}
