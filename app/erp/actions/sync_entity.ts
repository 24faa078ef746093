import type { ErpEntity, ErpPage, ErpRecords } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import { noCounts, plus, type SyncContext, type SyncCounts } from '#erp/sync_context'
import KeepRecords from '#erp/actions/keep_records'
import ErpGibberish from '#erp/errors/erp_gibberish'
import SyncCursor from '#erp/models/sync_cursor'
import SyncRunEntity from '#erp/models/sync_run_entity'
import { readPatiently } from '#erp/patience'
import type { SyncWindow } from '#erp/rules/sync_window'

/**
 * Reads one window of an entity page by page. The cursor is kept in the transaction of the
 * page it points behind, and the mark only with the last page: killed anywhere, the next
 * run goes on from the first page that was not kept. The next page is read while one is written.
 */
export default class SyncEntity {
  constructor(protected context: SyncContext) {}

  async handle<E extends ErpEntity>(entity: E, window: SyncWindow, part: SyncRunEntity): Promise<'done' | 'paused'> {
    let total = noCounts()
    let after = window.after
    let reading = this.read(entity, window, after)

    for (;;) {
      const page = await reading
      if (page.next !== null && page.next === after) throw new ErpGibberish(`The ERP repeats the page after ${after}`)
      if (page.next !== null) reading = this.read(entity, window, page.next)

      total = await this.keep(entity, page, window, part, total)
      this.context.onProgress?.(entity, part)
      if (page.next === null) return 'done'
      after = page.next

      if (await this.isPaused(entity)) return 'paused'
    }
  }

  private read<E extends ErpEntity>(entity: E, window: SyncWindow, after: string | null): Promise<ErpPage<ErpRecords[E]>> {
    const { connector, pageSize } = this.context
    const page = readPatiently(() => connector.readPage(entity, { since: window.since, after, limit: pageSize }))
    page.catch(() => {})

    return page
  }

  private async keep<E extends ErpEntity>(
    entity: E,
    page: ErpPage<ErpRecords[E]>,
    window: SyncWindow,
    part: SyncRunEntity,
    total: SyncCounts
  ): Promise<SyncCounts> {
    const { connectionId, clock } = this.context
    let sum = total

    await new KeepRecords(this.context).handle(entity, page, async (trx, counts) => {
      sum = plus(plus(total, counts), { pages: 1 })
      const cursor = page.next === null ? completed(window, sqlInstant(clock())) : openAt(window, page.next)
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

