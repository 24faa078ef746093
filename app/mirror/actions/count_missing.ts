import type { ErpEntity } from '#contracts/erp'
import { within, type Trx } from '#shared/database/transaction'
import { MIRRORINGS } from '#mirror/rules/mirrorings'

/** Counts one more miss for every record that a complete sweep did not meet. */
export default class CountMissing {
  async handle(entity: ErpEntity, connectionId: number, sweep: number, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      await inner
        .knexQuery()
        .from(MIRRORINGS[entity].table)
        .where('connection_id', connectionId)
        .whereNull('gone_at')
        .where('last_seen_sweep', '<', sweep)
        .increment('missing_sweeps', 1)
    })
  }
}
