import type { DateTime } from 'luxon'
import type { SyncMode } from '#erp/models/sync_cursor'

export interface SyncHabits {
  timeZone: string
  nightlyAt: string | null
  nightlyDoneOn: string | null
  incrementalMinutes: number | null
  fullEveryDays: number
}

export interface DueSync {
  mode: SyncMode
  sweeps: boolean
  /** The local day whose nightly run this is. */
  nightlyOn: string | null
}

/**
 * The run that is due at an instant, or null. The nightly run is due once on every local
 * day from its time of day on, also late; it reads everything when the last full run is
 * `fullEveryDays` ago. Between nights, changes are read every `incrementalMinutes`.
 */
export function dueSync(habits: SyncHabits, lastStarted: DateTime | null, lastFull: DateTime | null, at: DateTime): DueSync | null {
  const local = at.setZone(habits.timeZone)
  const today = local.toISODate()!

  if (habits.nightlyAt !== null && local.toFormat('HH:mm') >= habits.nightlyAt && (habits.nightlyDoneOn ?? '') < today) {
    const isFullDue = lastFull === null || at.diff(lastFull, 'days').days >= habits.fullEveryDays - 0.5
    return { mode: isFullDue ? 'full' : 'incremental', sweeps: true, nightlyOn: today }
  }

  if (habits.incrementalMinutes === null) return null
  const isDue = lastStarted === null || at.diff(lastStarted, 'minutes').minutes >= habits.incrementalMinutes

  return isDue ? { mode: 'incremental', sweeps: false, nightlyOn: null } : null
}
