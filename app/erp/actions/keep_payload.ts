import type { DateTime } from 'luxon'
import type { ErpConnector, ErpEntity, ErpPage, ErpRecords } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { rawOf } from '#erp/raw_records'
import { packed } from '#erp/payload_body'

export type DeliveredPage = Pick<ErpPage<ErpRecords[ErpEntity]>, 'records' | 'unreadable'>

/** What a page delivered, being compressed outside the main thread. */
export interface Packing {
  body: Promise<Buffer>
  form: 'raw' | 'mapped'
  records: number
  timeZone: string
}

/**
 * Keeps what a page delivered, compressed, in the transaction that keeps its records: as the ERP
 * wrote it where the connector can understand that anew, else as it was understood.
 */
export default class KeepPayload {
  constructor(protected connector?: ErpConnector) {}

  async handle(connectionId: number, entity: ErpEntity, page: DeliveredPage, at: DateTime, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => this.keep(connectionId, entity, await this.begin(connectionId, page, inner), at, inner))
  }

  /** Begins to compress a page while its records are written; null where nothing is kept. */
  async begin(connectionId: number, page: DeliveredPage, trx: Trx): Promise<Packing | null> {
    const raw = this.connector?.remap ? rawRows(page) : null
    const content = raw ?? page.records
    if (content.length === 0) return null
    const connection = await trx.from('erp_connections').where('id', connectionId).select('archive_days', 'time_zone').first()
    if (!connection?.archive_days) return null

    const body = packed(content)
    // whoever keeps it hears of a failure; when the transaction fails before, nobody does
    body.catch(() => {})
    return { body, form: raw ? 'raw' : 'mapped', records: content.length, timeZone: connection.time_zone }
  }

  async keep(connectionId: number, entity: ErpEntity, packing: Packing | null, at: DateTime, trx: Trx): Promise<void> {
    if (!packing) return
    const body = await packing.body
    await trx.insertQuery().table('payload_pages').insert({
      connection_id: connectionId,
      entity,
      received_on: at.setZone(packing.timeZone).toISODate(),
      received_at: sqlInstant(at),
      form: packing.form,
      records: packing.records,
      bytes: body.length,
      body,
    })
  }
}

/** The rows of the ERP behind a page, those that could not be understood too; null when one is not remembered. */
function rawRows({ records, unreadable }: DeliveredPage): unknown[] | null {
  const rows = records.map((record) => rawOf(record))
  return rows.includes(undefined) ? null : [...rows, ...unreadable.map(({ raw }) => raw).filter((row) => row !== null && row !== undefined)]
}
