import type { Actor } from '#shared/actor'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import type { Row } from '#shared/records/record_type'
import SaleImpossible from '#sales/errors/sale_impossible'
import { movedOpportunity, weightOf, type OpportunityMove, type OpportunityStatus } from '#sales/rules/opportunity_status'

export interface OpportunityStep {
  move: OpportunityMove
  /** Why it was lost. */
  reason?: string | null
  note?: string | null
}

/** Closes an opportunity as won or lost, or opens it again. */
export default class MoveOpportunity {
  /** @throws {SaleImpossible} */
  async handle(id: number, { move, reason, note }: OpportunityStep, actor: Actor, trx?: Trx): Promise<void> {
    if (move === 'lose' && !reason) throw new SaleImpossible('reason', 'reason')
    if (move === 'lose' && reason === 'other' && !note) throw new SaleImpossible('other_reason', 'note')

    await within(trx, async (inner) => {
      const before: Row = await inner.from('opportunities').where('id', id).forUpdate().firstOrFail()
      const status = movedOpportunity(before.status as OpportunityStatus, move)
      if (!status) throw new SaleImpossible('not_now')

      const closed = status === 'open' ? { closed_on: null, lost_reason: null, closing_note: null } : { closed_on: todayIn(actor.timeZone), lost_reason: move === 'lose' ? reason : null, closing_note: note || null }
      const weighted = weightOf(status, Number(before.amount_cents), Number(before.probability))
      await inner.from('opportunities').where('id', id).update({ status, ...closed, weighted_cents: weighted, version: Number(before.version) + 1, updated_at: sqlInstant(now()) })
      const after = await inner.from('opportunities').where('id', id).firstOrFail()
      const author = { source: 'screen' as const, id: actor.id, name: actor.name }
      await logChanges([{ recordType: 'opportunity', recordId: id, kind: 'changed', changes: differences(before, after) }], author, inner)
    })
  }
}
