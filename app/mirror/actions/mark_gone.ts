import type { DateTime } from 'luxon'
import type { ErpEntity } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import type { MirroredRow } from '#mirror/actions/mirror_records'
import { MIRRORINGS } from '#mirror/rules/mirrorings'

/** Notes that the ERP no longer has these records. Their rows stay, since others point at them. */
export default class MarkGone {
  async handle(
    entity: ErpEntity,
    rows: { id: number; externalId: string }[],
    at: DateTime,
    trx?: Trx
  ): Promise<MirroredRow[]> {
    return within(trx, async (inner) => {
      await inner
        .knexQuery()
        .from(MIRRORINGS[entity].table)
        .whereIn('id', rows.map((row) => row.id))
        .update({ gone_at: sqlInstant(at) })

      return rows.map((row) => ({ ...row, change: 'gone' as const }))
    })
  }
}
