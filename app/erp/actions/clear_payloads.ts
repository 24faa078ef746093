import type { DateTime } from 'luxon'
import { within } from '#shared/database/transaction'
import ErpConnection from '#erp/models/erp_connection'

/** Drops what the archive of each connection holds longer than it is to be kept. */
export default class ClearPayloads {
  async handle(at: DateTime): Promise<void> {
    for (const { id, archiveDays, timeZone } of await ErpConnection.all()) {
      const oldest = at.setZone(timeZone).minus({ days: archiveDays }).toISODate()!
      await within(undefined, async (trx) => {
        await trx.from('payload_pages').where('connection_id', id).where('received_on', archiveDays === 0 ? '<=' : '<', oldest).delete()
      })
    }
  }
}
