import type { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import { chunks, insertMany, upsertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type { MirroredRow } from '#mirror/actions/mirror_records'
import type { Mirroring, ParentIds, PartTable, Row } from '#mirror/rules/mirroring'

const PARENTS_IN_A_QUESTION = 500

export interface WrittenRecord<R> {
  record: R
  row: MirroredRow
}

/**
 * Writes the lines, addresses or contacts of records that were just written. A part that
 * the ERP no longer names keeps its row, marked as gone, since others may point at it.
 */
export default class ReplaceParts {
  async handle<R extends { id: string }>(
    mirroring: Mirroring<R>,
    connectionId: number,
    written: WrittenRecord<R>[],
    idOf: ParentIds,
    at: DateTime,
    trx?: Trx
  ): Promise<void> {
    await within(trx, async (inner) => {
      for (const part of mirroring.parts) {
        const rowsOf = ({ record, row }: WrittenRecord<R>): Row[] =>
          part.rows(record, idOf, connectionId).map((facts) => ({ [part.parentColumn]: row.id, ...facts, gone_at: null }))

        const changed = written.filter(({ row }) => row.change === 'changed')
        await insertMany(inner, part.table, written.filter(({ row }) => row.change === 'created').flatMap(rowsOf))
        await this.overwrite(part, changed.flatMap(rowsOf), inner)
        await this.markGone(part, changed.map(({ row }) => row.id), changed.flatMap(rowsOf), at, inner)
      }
    })
  }

  private async overwrite<R>(part: PartTable<R>, rows: Row[], trx: Trx): Promise<void> {
    if (rows.length === 0) return
    const key = [part.parentColumn, 'external_id']
    await upsertMany(trx, part.table, rows, key, Object.keys(rows[0]).filter((column) => !key.includes(column)))
  }

  private async markGone<R>(part: PartTable<R>, parentIds: number[], kept: Row[], at: DateTime, trx: Trx): Promise<void> {
    const keys = new Set(kept.map((row) => `${row[part.parentColumn]}/${row.external_id}`))

    for (const some of chunks(parentIds, PARENTS_IN_A_QUESTION)) {
      const present: Row[] = await trx
        .knexQuery()
        .from(part.table)
        .select('id', 'external_id', part.parentColumn)
        .whereIn(part.parentColumn, some)
        .whereNull('gone_at')
      const gone = present.filter((row) => !keys.has(`${row[part.parentColumn]}/${row.external_id}`))

      for (const ids of chunks(gone.map((row) => row.id as number), PARENTS_IN_A_QUESTION)) {
        await trx.knexQuery().from(part.table).whereIn('id', ids).update({ gone_at: sqlInstant(at) })
      }
    }
  }
}
