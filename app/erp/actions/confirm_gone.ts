import type { ErpEntity } from '#contracts/erp'
import { within } from '#shared/database/transaction'
import MarkGone from '#mirror/actions/mark_gone'
import MarkSeen from '#mirror/actions/mark_seen'
import { missingRows } from '#mirror/queries/sweep_figures'
import KeepRecords from '#erp/actions/keep_records'
import { announce } from '#erp/followers'
import { readPatiently } from '#erp/patience'
import { SWEEPS_BEFORE_GONE } from '#erp/rules/sweep_guard'
import type { SyncContext } from '#erp/sync_context'

const ROWS_IN_A_PAGE = 200

/** Asks the ERP by name for each record that sweeps keep missing; only what it denies counts as gone. */
export default class ConfirmGone {
  constructor(protected context: SyncContext) {}

  /** The number of records that are gone. */
  async handle(entity: ErpEntity, sweep: number): Promise<number> {
    const { connectionId } = this.context
    let gone = 0

    for (let afterId = 0; ; ) {
      const rows = await missingRows(entity, connectionId, SWEEPS_BEFORE_GONE, afterId, ROWS_IN_A_PAGE)
      if (rows.length === 0) return gone

      const denied: typeof rows = []
      for (const row of rows) if (!(await this.exists(entity, row.externalId, sweep))) denied.push(row)
      if (denied.length > 0) await this.mark(entity, denied)

      gone += denied.length
      afterId = rows.at(-1)!.id
    }
  }

  private async exists(entity: ErpEntity, id: string, sweep: number): Promise<boolean> {
    const { connectionId, connector } = this.context
    const record = await readPatiently(() => connector.readOne(entity, id))
    if (record === null) return false

    await new KeepRecords(this.context).handle(entity, { records: [record], unreadable: [] })
    await new MarkSeen().handle(entity, connectionId, [id], sweep)

    return true
  }

  private async mark(entity: ErpEntity, rows: { id: number; externalId: string }[]): Promise<void> {
    const { connectionId, clock, lock } = this.context

    await within(undefined, async (trx) => {
      await lock.beat(trx)
      await announce(entity, await new MarkGone().handle(entity, rows, clock(), trx), trx, connectionId)
    })
  }
}
