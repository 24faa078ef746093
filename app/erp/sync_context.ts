import type { DateTime } from 'luxon'
import type { ErpConnector, ErpEntity } from '#contracts/erp'
import type SyncRunEntity from '#erp/models/sync_run_entity'
import type SyncLock from '#erp/sync_lock'

export const COUNTS = ['pages', 'read', 'created', 'changed', 'unchanged', 'skipped', 'waiting', 'failed', 'gone', 'swept'] as const

export type SyncCounts = Record<(typeof COUNTS)[number], number>

/** What the parts of one run share. */
export interface SyncContext {
  connectionId: number
  connector: ErpConnector
  lock: SyncLock
  clock: () => DateTime
  /** Records in a page. */
  pageSize: number
  /** How many pages are kept together at most, and lie ready meanwhile; one when absent. */
  pagesAtOnce?: number
  onProgress?: (entity: ErpEntity, part: SyncRunEntity) => void
}

/** Counts of nothing. */
export function noCounts(): SyncCounts {
  return Object.fromEntries(COUNTS.map((name) => [name, 0])) as SyncCounts
}

/** The sum of two counts. */
export function plus(a: SyncCounts, b: Partial<SyncCounts>): SyncCounts {
  return Object.fromEntries(COUNTS.map((name) => [name, a[name] + (b[name] ?? 0)])) as SyncCounts
}
