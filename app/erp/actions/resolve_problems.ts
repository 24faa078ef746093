import type { DateTime } from 'luxon'
import type { ErpEntity } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'

const IDS_IN_A_STATEMENT = 1000
const FEW = 20

/** Closes the problems of records that have arrived after all. */
export default class ResolveProblems {
  async handle(connectionId: number, entity: ErpEntity, externalIds: string[], at: DateTime, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const open = () => inner.from('sync_problems').where({ connection_id: connectionId, entity }).whereNull('resolved_at')
      if (externalIds.length > FEW && !(await open().select('id').first())) return
      for (const some of chunks(externalIds, IDS_IN_A_STATEMENT)) await open().whereIn('external_id', some).update({ resolved_at: sqlInstant(at) })
    })
  }
}
