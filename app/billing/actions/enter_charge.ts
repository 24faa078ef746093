import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import SaveRecord from '#shared/records/actions/save_record'
import { MANUAL_CHARGE } from '#billing/records/manual_charge'

export interface ChargeToEnter {
  /** Names the work it is for in its own domain, such as `intervention:4711`; the same key enters one charge only. */
  sourceKey: string
  values: Record<string, unknown>
}

/**
 * The door for work that is billed once, such as service work or a milestone of a project: the same rules as the form and
 * the import, in the caller's transaction. Entering the same work again answers the charge that stands.
 *
 * @throws {ManualChargeRefused} naming the field and the reason
 */
export default class EnterCharge {
  async handle({ sourceKey, values }: ChargeToEnter, actor: Actor, trx?: Trx): Promise<number> {
    return within(trx, async (inner) => {
      const known = await inner.from('manual_charges').where('source_key', sourceKey).forUpdate().first()
      if (known) return Number(known.id)

      const row = await new SaveRecord().handle(MANUAL_CHARGE, { id: null, values: { ...values, source_key: sourceKey }, source: 'house' }, actor, inner)
      return row.id
    })
  }
}
