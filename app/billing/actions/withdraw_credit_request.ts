import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import CreditRefused from '#billing/errors/credit_refused'

/**
 * Takes back a credit that nobody has approved yet; what it took of its line can be credited again.
 *
 * @throws {CreditRefused} when it was approved or withdrawn before
 */
export default class WithdrawCreditRequest {
  async handle(id: number, reason: string, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const credit = await trx.from('credit_requests').where('id', id).forUpdate().firstOrFail()
      if (credit.state !== 'open') throw new CreditRefused(credit.state === 'billed' ? 'is_billed' : 'is_withdrawn')

      const withdrawn = { state: 'withdrawn', withdrawn_reason: reason }
      await trx.from('credit_requests').where('id', id).update({ ...withdrawn, version: credit.version + 1, updated_at: sqlInstant(now()) })
      const changes: Record<string, [unknown, unknown]> = { state: ['open', 'withdrawn'], withdrawn_reason: [null, reason] }
      await logChanges([{ recordType: 'credit_request', recordId: id, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }
}
