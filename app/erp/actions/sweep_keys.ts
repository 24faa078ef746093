import type { ErpEntity } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import CountMissing from '#mirror/actions/count_missing'
import MarkSeen from '#mirror/actions/mark_seen'
import { liveCount } from '#mirror/queries/sweep_figures'
import ConfirmGone from '#erp/actions/confirm_gone'
import KeepRecords from '#erp/actions/keep_records'
import RecordProblems from '#erp/actions/record_problems'
import ResolveProblems from '#erp/actions/resolve_problems'
import SyncCursor from '#erp/models/sync_cursor'
import { readPatiently } from '#erp/patience'
import { isBelievable } from '#erp/rules/sweep_guard'
import type { SyncContext, SyncCounts } from '#erp/sync_context'

/** Stands for the sweep itself among the records that have problems. */
export const SWEEP = '(sweep)'

const KEYS_IN_A_PAGE = 1000
const MOST_ADOPTED = 500

/**
 * Goes through every key the ERP has, to notice records that vanished and to fetch those that no
 * list of changes named. Interrupted, it goes on behind the last page that was noted.
 */
export default class SweepKeys {
  constructor(protected context: SyncContext) {}

  async handle(entity: ErpEntity): Promise<Pick<SyncCounts, 'gone' | 'swept' | 'created' | 'changed'>> {
    const { connectionId, connector, lock } = this.context
    const cursor = await this.begin(entity)
    const counts = { gone: 0, swept: 0, created: 0, changed: 0 }

    for (let after = cursor.sweepAfter, isLast = false; !isLast; ) {
      const page = await readPatiently(() => connector.readKeys(entity, after, KEYS_IN_A_PAGE))
      const unknown = await within(undefined, async (trx) => {
        await lock.beat(trx)
        const seen = trx.raw('sweep_seen + ?', [page.keys.length])
        await trx.from('sync_cursors').where('id', cursor.id).update({ sweep_after: page.next, sweep_seen: seen })

        return new MarkSeen().handle(entity, connectionId, page.keys, cursor.sweep, trx)
      })

      const adopted = await this.adopt(entity, unknown.slice(0, MOST_ADOPTED - counts.created - counts.changed))
      counts.created += adopted.created
      counts.changed += adopted.changed
      counts.swept += page.keys.length
      after = page.next
      isLast = page.next === null
    }

    if (await this.conclude(entity, cursor)) counts.gone = await new ConfirmGone(this.context).handle(entity, cursor.sweep)

    return counts
  }

  private async begin(entity: ErpEntity): Promise<SyncCursor> {
    const cursor = await SyncCursor.query().where({ connectionId: this.context.connectionId, entity }).firstOrFail()
    if (cursor.isSweeping && cursor.sweepAfter !== null) return cursor

    return cursor.merge({ sweep: cursor.sweep + 1, isSweeping: true, sweepAfter: null, sweepSeen: 0 }).save()
  }

  /** Fetches records whose keys exist in the ERP and not here, as far as they have no problem already. */
  private async adopt(entity: ErpEntity, keys: string[]): Promise<{ created: number; changed: number }> {
    const sum = { created: 0, changed: 0 }

    for (const key of keys) {
      const record = await readPatiently(() => this.context.connector.readOne(entity, key))
      if (record === null) continue
      const kept = await new KeepRecords(this.context).handle(entity, { records: [record], unreadable: [] })
      sum.created += kept.created
      sum.changed += kept.changed
    }

    return sum
  }

  /** Whether the sweep is believed; if not, a person is told and nothing counts as missing. */
  private async conclude(entity: ErpEntity, { id, sweep }: SyncCursor): Promise<boolean> {
    const { connectionId, clock } = this.context

    return within(undefined, async (trx) => {
      const cursor = await SyncCursor.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      const size = cursor.sweepSeen
      const before = cursor.sweepSize ?? (await liveCount(entity, connectionId, trx))
      const ended = { isSweeping: false, sweepAfter: null }

      if (!isBelievable(size, before)) {
        await cursor.merge({ ...ended, sweepRefusedSize: size }).save()
        const reason = `only ${size} of ${before} keys were met, so no record counts as missing`
        const problem = { id: SWEEP, kind: 'sweep_guard' as const, reason, raw: { size, before } }
        await new RecordProblems().handle(connectionId, entity, [problem], clock(), trx)
        return false
      }

      await new CountMissing().handle(entity, connectionId, sweep, trx)
      await cursor.merge({ ...ended, sweepSize: size, sweepRefusedSize: null }).save()
      await SyncCursor.query({ client: trx }).where('id', id).update({ sweptAt: sqlInstant(clock()) })
      await new ResolveProblems().handle(connectionId, entity, [SWEEP], clock(), trx)
      return true
    })
  }
}
