import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import SaleImpossible from '#sales/errors/sale_impossible'
import { completeLine, wholeNet } from '#sales/actions/complete_line'

/** What a saved line of an offer must be, and its place; only drafts have lines that change. */
export async function completeOfferLine(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  const offer = await draftOffer(Number(before?.offer_id ?? values.offer_id), trx)
  if (before && values.offer_id !== undefined && Number(values.offer_id) !== offer.id) throw new SaleImpossible('other_owner', 'offer_id')
  await completeLine(values, before, offer, trx, actor)
  if (before) return
  const [{ last }] = await trx.from('offer_lines').where('offer_id', offer.id).max('position as last')
  values.position = Number(last ?? 0) + 1
}

/** An offer that may still change, locked. @throws {SaleImpossible} once it was sent */
export async function draftOffer(id: number, trx: Trx): Promise<Row> {
  const offer: Row = await trx.from('offers').where('id', id).forUpdate().firstOrFail()
  if (offer.status !== 'draft') throw new SaleImpossible('not_draft')
  return offer
}

/** Keeps the total of an offer in step with its lines; `without` is a line about to go. */
export async function sumUpOffer(id: number, trx: Trx, without = 0): Promise<void> {
  const lines = await trx.from('offer_lines').where('offer_id', id).whereNot('id', without).select('net_cents')
  await trx.from('offers').where('id', id).update({ net_cents: wholeNet(lines.map(({ net_cents: net }) => Number(net))) })
}
