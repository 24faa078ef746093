import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import ManualChargeRefused from '#billing/errors/manual_charge_refused'
import { originOf } from '#billing/rules/charge_origin'

interface Caller {
  trx?: Trx
  /** The work that entered the charge takes it back; nobody else does. */
  followsOrigin?: boolean
}

/**
 * Takes back a manual charge that was not billed yet; it stays with its reason, and no run proposes it any more.
 *
 * @throws {ManualChargeRefused} when it was billed or withdrawn before
 */
export default class WithdrawManualCharge {
  async handle(id: number, reason: string, actor: Actor, { trx: outer, followsOrigin }: Caller = {}): Promise<void> {
    await within(outer, async (trx) => {
      const charge = await trx.from('manual_charges').where('id', id).forUpdate().firstOrFail()
      const origin = originOf(charge)
      if (origin && !followsOrigin) throw new ManualChargeRefused(undefined, 'follows_origin', origin.title)
      if (charge.state !== 'open') throw new ManualChargeRefused(undefined, charge.state === 'billed' ? 'is_billed' : 'is_withdrawn')

      const withdrawn = { state: 'withdrawn', withdrawn_reason: reason }
      await trx.from('manual_charges').where('id', id).update({ ...withdrawn, version: charge.version + 1, updated_at: sqlInstant(now()) })
      const changes: Record<string, [unknown, unknown]> = { state: ['open', 'withdrawn'], withdrawn_reason: [null, reason] }
      await logChanges([{ recordType: 'manual_charge', recordId: id, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }
}
