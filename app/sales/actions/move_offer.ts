import type { Actor } from '#shared/actor'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import type { Row, Values } from '#shared/records/record_type'
import { recordType } from '#shared/records/registry'
import { searchTexts } from '#shared/records/rows'
import { writeTokens } from '#shared/search/write_tokens'
import { consequenceOf } from '#sales/acceptance'
import MoveOpportunity from '#sales/actions/move_opportunity'
import OfferFollowed from '#sales/errors/offer_followed'
import SaleImpossible from '#sales/errors/sale_impossible'
import { isExpired, movedOffer, type OfferMove, type OfferStatus } from '#sales/rules/offer_status'

export interface OfferStep {
  move: OfferMove
  /** Why the customer said no. */
  reason?: string | null
  note?: string | null
  /** The customer's own number of their order. */
  customerReference?: string | null
}

/** Sends an offer, or records what the customer said; what is accepted wins its opportunity, and is taken back while nothing was made of it. */
export default class MoveOffer {
  /**
   * @throws {SaleImpossible}
   * @throws {OfferFollowed} when an acceptance would be taken back of which something was made
   */
  async handle(id: number, step: OfferStep, actor: Actor, trx?: Trx): Promise<void> {
    if (step.move === 'reject' && !step.reason) throw new SaleImpossible('reason', 'reason')
    if (step.move === 'reject' && step.reason === 'other' && !step.note) throw new SaleImpossible('other_reason', 'note')
    if (step.move === 'take_back' && !step.note) throw new SaleImpossible('take_back_reason', 'note')

    await within(trx, async (inner) => {
      const before: Row = await inner.from('offers').where('id', id).forUpdate().firstOrFail()
      const status = movedOffer(before.status as OfferStatus, step.move)
      if (!status) throw new SaleImpossible('not_now')

      const told = await this.consequences(before, step, actor, inner)
      await this.write(before, { status, ...told }, actor, inner, step.move === 'take_back' ? { reason: [null, step.note] } : {})
    })
  }

  private async consequences(offer: Row, { move, reason, note, customerReference }: OfferStep, actor: Actor, trx: Trx): Promise<Values> {
    const today = todayIn(actor.timeZone)
    switch (move) {
      case 'send':
        await this.refuseUnsendable(offer, today, trx)
        await this.replacePredecessor(offer, actor, trx)
        return { sent_on: today }
      case 'accept':
        if (isExpired({ status: offer.status as OfferStatus, validUntil: String(offer.valid_until) }, today)) throw new SaleImpossible('expired')
        await this.winOpportunity(offer, actor, trx)
        return { decided_on: today, customer_reference: customerReference || null, closing_note: note || null }
      case 'reject':
        return { decided_on: today, reject_reason: reason, closing_note: note || null }
      case 'reopen':
        await this.refuseRevised(offer, trx)
        return { decided_on: null, reject_reason: null, closing_note: null }
      case 'take_back':
        await this.refuseFollowed(offer, trx)
        await this.reopenOpportunity(offer, note!, actor, trx)
        return { decided_on: null, customer_reference: null, closing_note: null }
    }
  }

  private async refuseUnsendable(offer: Row, today: string, trx: Trx): Promise<void> {
    if (!(await trx.from('offer_lines').where('offer_id', offer.id).first())) throw new SaleImpossible('no_lines')
    if (String(offer.valid_until) < today) throw new SaleImpossible('past')
  }

  private async replacePredecessor(offer: Row, actor: Actor, trx: Trx): Promise<void> {
    if (!offer.replaces_id) return
    const replaced: Row = await trx.from('offers').where('id', offer.replaces_id as number).forUpdate().firstOrFail()
    if (replaced.status !== 'sent' && replaced.status !== 'rejected') throw new SaleImpossible('predecessor')
    await this.write(replaced, { status: 'replaced' }, actor, trx)
  }

  private async refuseRevised(offer: Row, trx: Trx): Promise<void> {
    const revision = await trx.from('offers').where('replaces_id', offer.id).first()
    if (revision) throw new SaleImpossible('revised', undefined, { number: String(revision.number) })
  }

  private async winOpportunity(offer: Row, actor: Actor, trx: Trx): Promise<void> {
    if (!offer.opportunity_id) return
    const opportunity = await trx.from('opportunities').where('id', offer.opportunity_id as number).forUpdate().firstOrFail()
    if (opportunity.status === 'open') await new MoveOpportunity().handle(Number(opportunity.id), { move: 'win', note: String(offer.number) }, actor, trx)
  }

  private async refuseFollowed(offer: Row, trx: Trx): Promise<void> {
    const made = await consequenceOf('offer', offer.id, trx)
    if (made) throw new OfferFollowed(made)
  }

  /** It is open again, unless another offer of it was accepted or something was made of it. */
  private async reopenOpportunity(offer: Row, note: string, actor: Actor, trx: Trx): Promise<void> {
    if (!offer.opportunity_id) return
    const opportunity = await trx.from('opportunities').where('id', offer.opportunity_id as number).forUpdate().firstOrFail()
    const other = await trx.from('offers').where({ opportunity_id: opportunity.id, status: 'accepted' }).whereNot('id', offer.id).first()
    if (opportunity.status !== 'won' || other || (await consequenceOf('opportunity', Number(opportunity.id), trx))) return
    await new MoveOpportunity().handle(Number(opportunity.id), { move: 'reopen', note }, actor, trx)
  }

  private async write(before: Row, changed: Values, actor: Actor, trx: Trx, besides: Record<string, [unknown, unknown]> = {}): Promise<void> {
    await trx.from('offers').where('id', before.id).update({ ...changed, version: Number(before.version) + 1, updated_at: sqlInstant(now()) })
    const after = await trx.from('offers').where('id', before.id).firstOrFail()
    const author = { source: 'screen' as const, id: actor.id, name: actor.name }
    await logChanges([{ recordType: 'offer', recordId: before.id, kind: 'changed', changes: { ...differences(before, after), ...besides } }], author, trx)
    await writeTokens('offer', [{ id: before.id, texts: searchTexts(recordType('offer'), after) }], trx)
  }
}
