import { DateTime } from 'luxon'
import type { SyncMode } from '#erp/models/sync_cursor'

export interface CursorState {
  mark: string | null
  windowMode: SyncMode | null
  windowSince: string | null
  windowMark: string | null
  after: string | null
}

/** A stretch of the ERP's time whose changes are read page by page. */
export interface SyncWindow {
  mode: SyncMode
  /** Only records changed since this instant; all when null. */
  since: string | null
  /** The ERP's time before the first page; the next window starts here, less the overlap. */
  mark: string
  /** Cursor of the last page that was kept, null before the first. */
  after: string | null
}

/** The window that an earlier run left open, when it covers what is asked for now. */
export function openWindow(cursor: CursorState, asked: SyncMode): SyncWindow | null {
  const { windowMode, windowMark } = cursor
  if (windowMode === null || windowMark === null || cursor.after === null) return null
  if (asked === 'full' && windowMode === 'incremental') return null

  return { mode: windowMode, since: cursor.windowSince, mark: windowMark, after: cursor.after }
}

/**
 * A new window. It starts `overlapMinutes` before the mark of the last complete one, since
 * an ERP may commit a record late under an earlier stamp; without a mark everything is read.
 *
 * @param serverTime the ERP's own clock, read before the first page
 */
export function newWindow(
  cursor: CursorState,
  asked: SyncMode,
  serverTime: string,
  overlapMinutes: number,
  readsChanges: boolean
): SyncWindow {
  if (asked === 'full' || cursor.mark === null || !readsChanges) {
    return { mode: 'full', since: null, mark: serverTime, after: null }
  }

  const start = DateTime.min(DateTime.fromISO(cursor.mark, { zone: 'utc' }), DateTime.fromISO(serverTime, { zone: 'utc' }))
  const since = start.minus({ minutes: overlapMinutes }).toISO()!

  return { mode: 'incremental', since, mark: serverTime, after: null }
}
