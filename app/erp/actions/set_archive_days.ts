import { within, type Trx } from '#shared/database/transaction'
import ErpConnection from '#erp/models/erp_connection'

/** Says how many days what a connection delivers is kept, 0 keeping nothing from now on, and how many days its readings. */
export default class SetArchiveDays {
  async handle(connectionId: number, days: number, runDays?: number, trx?: Trx): Promise<ErpConnection> {
    return within(trx, async (inner) => {
      const connection = await ErpConnection.findOrFail(connectionId, { client: inner })
      return connection.merge({ archiveDays: days, ...(runDays === undefined ? {} : { runDays }) }).save()
    })
  }
}
