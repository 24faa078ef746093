import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import ClaimImpossible from '#warranty/errors/claim_impossible'

/** What a saved line of a claim must be; only drafts have lines that change. */
export async function completeClaimLine(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole: Values = { ...before, ...values }
  const claim = await draftOf(Number(before?.warranty_claim_id ?? whole.warranty_claim_id), trx)
  if (before && Number(whole.warranty_claim_id) !== Number(before.warranty_claim_id)) throw new ClaimImpossible('not_now', 'warranty_claim_id')
  if (Number(whole.quantity) <= 0) throw new ClaimImpossible('quantity', 'quantity')
  if (Number(whole.requested_cents) <= 0) throw new ClaimImpossible('amount', 'requested_cents')
  values.currency = claim.currency
}

/** The claim of a line, which may change while it is a draft. @throws {ClaimImpossible} */
export async function draftOf(claimId: number, trx: Trx): Promise<Row> {
  const claim: Row = await trx.from('warranty_claims').where('id', claimId).forUpdate().firstOrFail()
  if (claim.status !== 'draft') throw new ClaimImpossible('not_draft')
  return claim
}

/** Keeps the sum of a claim in step with its lines. */
export async function sumUp(claimId: number, trx: Trx): Promise<void> {
  const [sum] = await trx.from('warranty_claim_lines').where('warranty_claim_id', claimId).sum('requested_cents as cents')
  await trx.from('warranty_claims').where('id', claimId).update({ requested_cents: Number(sum.cents ?? 0) })
}
