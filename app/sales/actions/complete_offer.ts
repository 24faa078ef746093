import type { Actor } from '#shared/actor'
import { addDays } from '#shared/calendar/calendar_date'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { numbered, takeNumbers } from '#shared/database/numbers'
import type { Trx } from '#shared/database/transaction'
import { isCurrency } from '#shared/money/currency'
import type { Row, Values } from '#shared/records/record_type'
import { refuseForeignContact } from '#sales/actions/complete_opportunity'
import { draftOffer, sumUpOffer } from '#sales/actions/complete_offer_line'
import SaleImpossible from '#sales/errors/sale_impossible'

/** How long an offer is valid when nobody said. */
const USUAL_DAYS = 30

/** What may still be said of an offer that was sent. */
const NEVER_FIXED = ['owner_id', 'group_id']

/** What a saved offer must be, and the number a new one gets. */
export async function completeOffer(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  const whole: Values = { ...before, ...values }
  const altered = before && Object.keys(values).find((name) => !NEVER_FIXED.includes(name) && String(values[name] ?? '') !== String(before[name] ?? ''))
  if (altered && before.status !== 'draft') throw new SaleImpossible('not_draft', altered)
  if (!isCurrency(String(whole.currency))) throw new SaleImpossible('currency', 'currency')
  if (Number(whole.budget_cents ?? 0) < 0) throw new SaleImpossible('amount', 'budget_cents')
  await refuseForeignContact(whole, trx)
  await refuseForeignOpportunity(whole, trx)

  if (!whole.valid_until) values.valid_until = addDays(todayIn(actor.timeZone), USUAL_DAYS)
  if (before) return refuseOtherCurrency(values, before, trx)
  values.owner_id ??= actor.id
  Object.assign(values, { number: numbered('OF-', await takeNumbers('offers', 1, trx)), status: 'draft', net_cents: 0 })
}

/** A new offer of an opportunity offers what the opportunity expects to sell. */
export async function takeOpportunityLines(row: Row, before: Row | null, trx: Trx): Promise<void> {
  if (before || !row.opportunity_id || row.replaces_id) return
  const lines = await trx.from('opportunity_lines').where({ opportunity_id: row.opportunity_id, currency: row.currency }).orderBy('id')
  await keepOfferLines(row.id, lines, trx)
}

/** Gives a new offer copies of these lines, in their order. */
export async function keepOfferLines(offerId: number, lines: readonly Values[], trx: Trx): Promise<void> {
  const at = sqlInstant(now())
  const rows = lines.map(({ product_id, description, quantity, unit_price, discount_percent, currency, net_cents }, index) => ({
    ...{ offer_id: offerId, position: index + 1, product_id, description, quantity, unit_price, discount_percent: discount_percent ?? null },
    ...{ currency, net_cents, version: 1, created_at: at, updated_at: at },
  }))
  if (rows.length > 0) await insertMany(trx, 'offer_lines', rows)
  await sumUpOffer(offerId, trx)
}

/** @throws {SaleImpossible} for an offer that was sent: customers have it */
export async function refuseSentOffer(row: Row, trx: Trx): Promise<void> {
  await draftOffer(row.id, trx)
}

async function refuseForeignOpportunity(whole: Values, trx: Trx): Promise<void> {
  if (!whole.opportunity_id) return
  const opportunity = await trx.from('opportunities').where('id', Number(whole.opportunity_id)).first()
  if (opportunity && Number(opportunity.company_id) !== Number(whole.company_id)) throw new SaleImpossible('opportunity', 'opportunity_id')
}

async function refuseOtherCurrency(values: Values, before: Row, trx: Trx): Promise<void> {
  if (values.currency === undefined || values.currency === before.currency) return
  const line = await trx.from('offer_lines').where('offer_id', before.id).first()
  if (line) throw new SaleImpossible('currency_fixed', 'currency', { currency: String(before.currency) })
}
