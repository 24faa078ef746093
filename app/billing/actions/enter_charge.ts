import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import SaveRecord from '#shared/records/actions/save_record'
import ManualChargeRefused from '#billing/errors/manual_charge_refused'
import { MANUAL_CHARGE } from '#billing/records/manual_charge'
import type { ChargeOrigin } from '#billing/rules/charge_origin'

export interface ChargeToEnter {
  /** Names the work it is for in its own domain, such as `intervention:4711`; the same key enters one charge only. */
  sourceKey: string
  values: Record<string, unknown>
  /** What it follows from: nobody changes or withdraws such a charge but that work. */
  origin?: ChargeOrigin
}

/**
 * The door for work that is billed once, such as service work or a milestone of a project: the same rules as the form and
 * the import, in the caller's transaction. Entering the same work again answers the charge that stands.
 *
 * @throws {ManualChargeRefused} naming the field and the reason
 */
export default class EnterCharge {
  async handle({ sourceKey, values, origin }: ChargeToEnter, actor: Actor, trx?: Trx): Promise<number> {
    return within(trx, async (inner) => {
      const known = await inner.from('manual_charges').where('source_key', sourceKey).forUpdate().first()
      if (known && (known.origin_type ?? null) !== (origin?.type ?? null)) throw new ManualChargeRefused('source_key', 'key_taken', sourceKey)
      if (known) return Number(known.id)

      const row = await new SaveRecord().handle(MANUAL_CHARGE, { id: null, values: { ...values, source_key: sourceKey }, source: 'house' }, actor, inner)
      if (origin) await inner.from('manual_charges').where('id', row.id).update({ origin_type: origin.type, origin_id: origin.id, origin: JSON.stringify(origin) })
      return row.id
    })
  }
}
