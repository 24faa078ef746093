import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import BringInRecord from '#erp/actions/bring_in_record'
import ErpSilent from '#erp/errors/erp_silent'
import { ErpError } from '#erp/errors/erp_error'
import ErpConnection from '#erp/models/erp_connection'

/** Reads the customer of one company from its ERP now. */
export default class ReadCompany {
  /**
   * Whether the ERP has the customer.
   *
   * @throws {ErpSilent} when the ERP cannot be asked
   */
  async handle(companyId: number): Promise<boolean> {
    const company = await db.from('companies').where('id', companyId).firstOrFail()
    const customer = await db.from('customers').where('id', company.customer_id ?? 0).firstOrFail()
    const connection = await ErpConnection.findOrFail(customer.connection_id)
    try {
      const id = await new BringInRecord().handle(connection, 'customer', customer.external_id, 'interactive')
      if (id !== null) await this.stamp(id)
      return id !== null
    } catch (error) {
      if (error instanceof ErpError) throw new ErpSilent(error.message)
      throw error
    }
  }

  /** Read and found unchanged, the figures are of this instant too. */
  private async stamp(customerId: number): Promise<void> {
    await within(undefined, async (trx) => {
      await trx.from('customers').where('id', customerId).update({ mirrored_at: sqlInstant(now()) })
    })
  }
}
