import type { DateTime } from 'luxon'
import type { ErpConnector, ErpEntity, ErpPage, ErpRecords } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { rawOf } from '#erp/raw_records'
import { packed } from '#erp/payload_body'

export type DeliveredPage = Pick<ErpPage<ErpRecords[ErpEntity]>, 'records' | 'unreadable'>

/**
 * Keeps what a page delivered, compressed, in the transaction that keeps its records: as the ERP
 * wrote it where the connector can understand that anew, else as it was understood.
 */
export default class KeepPayload {
  constructor(protected connector?: ErpConnector) {}

  async handle(connectionId: number, entity: ErpEntity, page: DeliveredPage, at: DateTime, trx?: Trx): Promise<void> {
    const raw = this.connector?.remap ? rawRows(page) : null
    const content = raw ?? page.records
    if (content.length === 0) return

    await within(trx, async (inner) => {
      const connection = await inner.from('erp_connections').where('id', connectionId).select('archive_days', 'time_zone').first()
      if (!connection?.archive_days) return
      const body = await packed(content)
      await inner.insertQuery().table('payload_pages').insert({
        connection_id: connectionId,
        entity,
        received_on: at.setZone(connection.time_zone).toISODate(),
        received_at: sqlInstant(at),
        form: raw ? 'raw' : 'mapped',
        records: content.length,
        bytes: body.length,
        body,
      })
    })
  }
}

/** The rows of the ERP behind a page, those that could not be understood too; null when one is not remembered. */
function rawRows({ records, unreadable }: DeliveredPage): unknown[] | null {
  const rows = records.map((record) => rawOf(record))
  return rows.includes(undefined) ? null : [...rows, ...unreadable.map(({ raw }) => raw).filter((row) => row !== null && row !== undefined)]
}
