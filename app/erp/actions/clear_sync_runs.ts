import type { DateTime } from 'luxon'
import { chunks } from '#shared/database/bulk'
import { sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import ErpConnection from '#erp/models/erp_connection'

/** The monitor holds each reading against the thirty before it. */
const COMPARED = 31
const AT_ONCE = 500

/** Drops readings, with what each did for each sort of record, that are older than their connection keeps them. */
export default class ClearSyncRuns {
  async handle(at: DateTime): Promise<number> {
    let dropped = 0
    for (const { id, runDays } of await ErpConnection.all()) {
      dropped += await within(undefined, async (trx) => {
        const newest = await trx.from('sync_runs').where('connection_id', id).orderBy('id', 'desc').limit(COMPARED).select('id')
        const oldest = newest.at(-1)?.id ?? 0
        const before = sqlInstant(at.minus({ days: runDays }))
        const old = await trx.from('sync_runs').where('connection_id', id).where('id', '<', oldest).whereNot('state', 'running').where('started_at', '<', before).select('id')
        for (const some of chunks(old.map((run) => Number(run.id)), AT_ONCE)) {
          await trx.from('sync_run_entities').whereIn('run_id', some).delete()
          await trx.from('sync_runs').whereIn('id', some).delete()
        }
        return old.length
      })
    }
    return dropped
  }
}
