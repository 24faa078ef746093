import type { ErpEntity, ErpPage, ErpRecords } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import { noCounts, plus, type SyncContext, type SyncCounts } from '#erp/sync_context'
import KeepRecords from '#erp/actions/keep_records'
import SyncCursor from '#erp/models/sync_cursor'
import SyncRunEntity from '#erp/models/sync_run_entity'
import PagesAhead from '#erp/pages_ahead'
import { readPatiently } from '#erp/patience'
import type { SyncWindow } from '#erp/rules/sync_window'

/**
 * Reads one window of an entity page by page. The cursor is kept in the transaction of the
 * pages it points behind, and the mark only with the last page: killed anywhere, the next
 * run goes on from the first page that was not kept. Further pages are read while some are written.
 */
export default class SyncEntity {
  constructor(protected context: SyncContext) {}

  async handle<E extends ErpEntity>(entity: E, window: SyncWindow, part: SyncRunEntity): Promise<'done' | 'paused'> {
    const { connector, pageSize, pagesAtOnce = 1 } = this.context
    const read = (after: string | null) => readPatiently(() => connector.readPage(entity, { since: window.since, after, limit: pageSize }))
    const pages = new PagesAhead<ErpRecords[E]>(read, window.after, pagesAtOnce)
    let total = noCounts()

    try {
      for (;;) {
        const taken = await pages.take()
        total = await this.keep(entity, taken, window, part, total)
        this.context.onProgress?.(entity, part)
        if (taken.at(-1)!.next === null) return 'done'

        if (await this.isPaused(entity)) return 'paused'
      }
    } finally {
      pages.stop()
    }
  }

  private async keep<E extends ErpEntity>(
    entity: E,
    pages: ErpPage<ErpRecords[E]>[],
    window: SyncWindow,
    part: SyncRunEntity,
    total: SyncCounts
  ): Promise<SyncCounts> {
    const { connectionId, clock } = this.context
    const read = { records: pages.flatMap(({ records }) => records), unreadable: pages.flatMap(({ unreadable }) => unreadable) }
    const { next } = pages.at(-1)!
    let sum = total

    await new KeepRecords(this.context).handle(entity, read, async (trx, counts) => {
      sum = plus(plus(total, counts), { pages: pages.length })
      const cursor = next === null ? completed(window, sqlInstant(clock())) : openAt(window, next)
      await SyncCursor.query({ client: trx }).where({ connectionId, entity }).update(cursor)
      await SyncRunEntity.query({ client: trx }).where('id', part.id).update(sum)
    })
    part.merge(sum)

    return sum
  }

  private async isPaused(entity: ErpEntity): Promise<boolean> {
    const cursor = await SyncCursor.query().where({ connectionId: this.context.connectionId, entity }).firstOrFail()

    return cursor.isPaused
  }
}

const openAt = (window: SyncWindow, after: string) => ({
  windowMode: window.mode,
  windowSince: window.since,
  windowMark: window.mark,
  after,
})

const completed = (window: SyncWindow, at: string) => ({
  mark: window.mark,
  windowMode: null,
  windowSince: null,
  windowMark: null,
  after: null,
  completedAt: at,
  ...(window.mode === 'full' ? { fullCompletedAt: at } : {}),
})

