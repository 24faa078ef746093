import { errors } from '@adonisjs/lucid'
import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'

/** A person has dealt with what the ERP reported about a contract's order line. */
export default class SettleAlert {
  async handle(contractId: number, alertId: number, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const settled = { settled_at: sqlInstant(now()), settled_by: actor.name }
      const found = await trx.from('contract_alerts').where({ id: alertId, service_contract_id: contractId }).update(settled)
      if (Number(found) === 0) throw new errors.E_ROW_NOT_FOUND()
    })
  }
}
