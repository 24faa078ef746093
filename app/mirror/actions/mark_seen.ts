import type { ErpEntity } from '#contracts/erp'
import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { MIRRORINGS } from '#mirror/rules/mirrorings'

const KEYS_IN_A_STATEMENT = 1000

/** Notes which records a sweep of the ERP's keys has met; hands back the keys that are not mirrored. */
export default class MarkSeen {
  async handle(entity: ErpEntity, connectionId: number, keys: string[], sweep: number, trx?: Trx): Promise<string[]> {
    return within(trx, async (inner) => {
      const unknown: string[] = []

      for (const some of chunks([...new Set(keys)], KEYS_IN_A_STATEMENT)) {
        const rows: { id: number; external_id: string; gone_at: string | null }[] = await inner
          .knexQuery()
          .from(MIRRORINGS[entity].table)
          .select('id', 'external_id', 'gone_at')
          .where('connection_id', connectionId)
          .whereIn('external_id', some)
        const present = new Set(rows.filter((row) => row.gone_at === null).map((row) => row.external_id))
        unknown.push(...some.filter((key) => !present.has(key)))

        await inner
          .knexQuery()
          .from(MIRRORINGS[entity].table)
          .whereIn('id', rows.map((row) => row.id))
          .update({ last_seen_sweep: sweep, missing_sweeps: 0 })
      }

      return unknown
    })
  }
}
