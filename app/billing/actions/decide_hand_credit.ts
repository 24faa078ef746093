import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import HandCreditKept from '#billing/errors/hand_credit_kept'

/**
 * Says what a credit made in the ERP means: the money was given away and the days stay billed, or the invoice was
 * wrong and its days are to be billed again with the next run.
 */
export default class DecideHandCredit {
  /** @throws {HandCreditKept} when a charge was credited only in part: its days cannot be billed again */
  async handle(creditId: number, treatment: 'kept' | 'again', reason: string, actor: Actor): Promise<number> {
    return within(undefined, async (trx) => {
      const credit = await trx.from('hand_credits').where('id', creditId).forUpdate().firstOrFail()
      if (treatment === 'again' && !(await this.isWhole(creditId, trx))) throw new HandCreditKept('hand_credit_in_part')
      if (treatment === 'kept' && credit.treatment === 'again' && (await this.isBilledAgain(credit, trx))) {
        throw new HandCreditKept('hand_credit_billed_again')
      }
      const decision = { treatment, reason, decided_by: actor.name, decided_at: sqlInstant(now()) }
      await trx.from('hand_credits').where('id', creditId).update(decision)
      const changes = { credit_treatment: [credit.treatment, treatment] as [unknown, unknown], reason: [null, reason] as [unknown, unknown] }
      const source = { source: 'screen' as const, id: actor.id, name: actor.name }
      await logChanges([{ recordType: 'invoice', recordId: Number(credit.invoice_id), kind: 'changed', changes }], source, trx)

      return Number(credit.invoice_id)
    })
  }

  private async isWhole(creditId: number, trx: Trx): Promise<boolean> {
    const part = await trx
      .from('hand_credit_shares')
      .join('charges', 'charges.id', 'hand_credit_shares.charge_id')
      .where('hand_credit_id', creditId)
      .whereColumn('hand_credit_shares.net_cents', '<>', 'charges.net_cents')
      .first()

    return !part
  }

  /** Whether charges for the same days were billed after the credited ones. */
  private async isBilledAgain(credit: { id: number }, trx: Trx): Promise<boolean> {
    const later = await trx
      .from('hand_credit_shares')
      .join('charges', 'charges.id', 'hand_credit_shares.charge_id')
      .join('charges as later', (join) =>
        join.on('later.source_type', 'charges.source_type').andOn('later.source_id', 'charges.source_id').andOn('later.period_from', 'charges.period_from')
      )
      .where('hand_credit_id', credit.id)
      .whereColumn('later.id', '>', 'charges.id')
      .where({ 'later.kind': 'recurring', 'later.state': 'billed' })
      .first()

    return Boolean(later)
  }
}
