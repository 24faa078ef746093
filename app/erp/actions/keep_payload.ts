import type { DateTime } from 'luxon'
import type { ErpEntity, ErpPage, ErpRecords } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { packed } from '#erp/rules/payload_body'

export type DeliveredPage = Pick<ErpPage<ErpRecords[ErpEntity]>, 'records' | 'unreadable' | 'raw'>

/** Keeps what a page delivered, compressed, in the transaction that keeps its records. */
export default class KeepPayload {
  async handle(connectionId: number, entity: ErpEntity, page: DeliveredPage, at: DateTime, trx?: Trx): Promise<void> {
    const count = page.raw?.length ?? page.records.length
    if (count === 0) return

    await within(trx, async (inner) => {
      const connection = await inner.from('erp_connections').where('id', connectionId).select('archive_days', 'time_zone').first()
      if (!connection?.archive_days) return
      const body = await packed(page.raw ?? page.records)
      await inner.insertQuery().table('payload_pages').insert({
        connection_id: connectionId,
        entity,
        received_on: at.setZone(connection.time_zone).toISODate(),
        received_at: sqlInstant(at),
        form: page.raw ? 'raw' : 'mapped',
        records: count,
        bytes: body.length,
        body,
      })
    })
  }
}
