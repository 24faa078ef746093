import type { ErpEntity, ErpRecords } from '#contracts/erp'
import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import MirrorRecords from '#mirror/actions/mirror_records'
import { announce } from '#erp/followers'
import type ErpConnection from '#erp/models/erp_connection'

/** Mirrors records of the archive once more and tells the followers; they are not archived again. */
export default class ReapplyRecords {
  /** How many were written. */
  async handle<E extends ErpEntity>(connection: ErpConnection, entity: E, records: ErpRecords[E][], trx?: Trx): Promise<number> {
    return within(trx, async (inner) => {
      const { rows } = await new MirrorRecords().handle(entity, connection.id, records, now(), inner)
      await announce(entity, rows, inner, connection.id)
      return rows.length
    })
  }
}
