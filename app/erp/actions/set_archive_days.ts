import { within, type Trx } from '#shared/database/transaction'
import ErpConnection from '#erp/models/erp_connection'

/** Says how many days what a connection delivers is kept; 0 keeps nothing from now on. */
export default class SetArchiveDays {
  async handle(connectionId: number, days: number, trx?: Trx): Promise<ErpConnection> {
    return within(trx, async (inner) => {
      const connection = await ErpConnection.findOrFail(connectionId, { client: inner })
      return connection.merge({ archiveDays: days }).save()
    })
  }
}
