import type { ErpEntity, ErpPage, ErpRecords } from '#contracts/erp'
import { within, type Trx } from '#shared/database/transaction'
import MirrorRecords from '#mirror/actions/mirror_records'
import KeepPayload from '#erp/actions/keep_payload'
import RecordProblems, { type FoundProblem } from '#erp/actions/record_problems'
import ResolveProblems from '#erp/actions/resolve_problems'
import { announce } from '#erp/followers'
import { waitingReason } from '#erp/rules/problem_cause'
import { isRecordFault } from '#erp/rules/record_fault'
import { noCounts, plus, type SyncContext, type SyncCounts } from '#erp/sync_context'

export type ReadRecords<E extends ErpEntity> = Pick<ErpPage<ErpRecords[E]>, 'records' | 'unreadable'>

/** Runs in the transaction that keeps the last records of the page, with the counts of all of them. */
export type Afterwards = (trx: Trx, counts: SyncCounts) => Promise<void>

/**
 * Keeps records that were read: mirrors them, tells the followers, notes the faulty ones.
 * A record that makes the whole page fail is found by halving and noted, and the rest stays.
 */
export default class KeepRecords {
  constructor(protected context: SyncContext) {}

  async handle<E extends ErpEntity>(entity: E, read: ReadRecords<E>, afterwards?: Afterwards): Promise<SyncCounts> {
    try {
      return await this.keep(entity, read, afterwards)
    } catch (error) {
      if (!isRecordFault(error) || read.records.length === 0) throw error

      const { counts, refused } = await this.isolate(entity, read.records, error)
      const rest = await this.keep(entity, { records: [], unreadable: [...read.unreadable, ...refused] }, (trx, own) =>
        afterwards ? afterwards(trx, plus(counts, own)) : Promise.resolve()
      )

      return plus(counts, rest)
    }
  }

  private async isolate<E extends ErpEntity>(entity: E, records: ErpRecords[E][], error: unknown) {
    if (records.length === 1) {
      const reason = `could not be kept: ${(error as Error).message}`
      return { counts: noCounts(), refused: [{ id: records[0].id, reason, raw: records[0] as unknown }] }
    }

    const found = { counts: noCounts(), refused: [] as ReadRecords<E>['unreadable'] }
    const middle = Math.ceil(records.length / 2)
    for (const half of [records.slice(0, middle), records.slice(middle)]) {
      try {
        found.counts = plus(found.counts, await this.keep(entity, { records: half, unreadable: [] }))
      } catch (inner) {
        if (!isRecordFault(inner)) throw inner
        const part = await this.isolate(entity, half, inner)
        found.counts = plus(found.counts, part.counts)
        found.refused.push(...part.refused)
      }
    }

    return found
  }

  private async keep<E extends ErpEntity>(entity: E, read: ReadRecords<E>, afterwards?: Afterwards): Promise<SyncCounts> {
    const { connectionId, lock, clock } = this.context

    return within(undefined, async (trx) => {
      const at = clock()
      await lock.beat(trx, at)

      const payload = new KeepPayload(this.context.connector)
      const packing = await payload.begin(connectionId, read, trx)
      const kept = await new MirrorRecords().handle(entity, connectionId, read.records, at, trx)
      await announce(entity, kept.rows, trx, connectionId)

      await payload.keep(connectionId, entity, packing, at, trx)

      const arrived = [...kept.rows.map((row) => row.externalId), ...kept.unchanged]
      await new ResolveProblems().handle(connectionId, entity, arrived, at, trx)

      const found: FoundProblem[] = [
        ...kept.waiting.map((one) => ({ ...one, kind: 'waiting' as const, reason: waitingReason(one.missing) })),
        ...kept.faulty.map((one) => ({ ...one, kind: 'failed' as const })),
        ...read.unreadable.map((one) => ({ ...one, kind: 'unreadable' as const })),
      ]
      const noted = found.length === 0 ? [] : await new RecordProblems().handle(connectionId, entity, found, at, trx)

      const waiting = noted.filter((problem) => problem.kind === 'waiting').length
      const counts: SyncCounts = {
        ...noCounts(),
        read: read.records.length + read.unreadable.length,
        created: kept.rows.filter((row) => row.change === 'created').length,
        changed: kept.rows.filter((row) => row.change === 'changed').length,
        unchanged: kept.unchanged.length,
        skipped: found.length - noted.length,
        waiting,
        failed: noted.length - waiting,
      }
      await afterwards?.(trx, counts)

      return counts
    })
  }
}
