import type { Actor } from '#shared/actor'
import { numbered, takeNumbers } from '#shared/database/numbers'
import type { Trx } from '#shared/database/transaction'
import { isCurrency } from '#shared/money/currency'
import type { Row, Values } from '#shared/records/record_type'
import SaleImpossible from '#sales/errors/sale_impossible'
import { totalNet } from '#sales/rules/line_net'
import { weightOf, type OpportunityStatus } from '#sales/rules/opportunity_status'

/** What stays as it is once an opportunity was closed. */
const CLOSED = ['company_id', 'closes_on', 'probability', 'currency', 'amount_cents']

/** What a saved opportunity must be, the number a new one gets, and what it weighs. */
export async function completeOpportunity(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  const whole: Values = { ...before, ...values }
  if (!isCurrency(String(whole.currency))) throw new SaleImpossible('currency', 'currency')
  const probability = Number(whole.probability)
  if (probability < 0 || probability > 100) throw new SaleImpossible('probability', 'probability')
  await refuseForeignContact(whole, trx)

  const nets = before ? (await trx.from('opportunity_lines').where('opportunity_id', before.id).select('net_cents')).map(({ net_cents: net }) => Number(net)) : []
  if (before && nets.length > 0 && whole.currency !== before.currency) throw new SaleImpossible('currency_fixed', 'currency', { currency: String(before.currency) })
  const amount = nets.length > 0 ? totalNet(nets) : Number(whole.amount_cents ?? 0)
  if (amount < 0) throw new SaleImpossible('amount', 'amount_cents')
  Object.assign(values, { amount_cents: amount })
  refuseClosed(values, before)

  if (!before) {
    values.number = numbered('OP-', await takeNumbers('opportunities', 1, trx))
    values.status = 'open'
    values.owner_id ??= actor.id
  }
  values.weighted_cents = weightOf((before?.status ?? 'open') as OpportunityStatus, amount, probability)
}

/** @throws {SaleImpossible} when the contact is of another company */
export async function refuseForeignContact(whole: Values, trx: Trx): Promise<void> {
  if (!whole.contact_id) return
  const contact = await trx.from('contacts').where('id', Number(whole.contact_id)).first()
  if (contact && Number(contact.company_id) !== Number(whole.company_id)) throw new SaleImpossible('contact', 'contact_id')
}

function refuseClosed(values: Values, before: Row | null): void {
  if (!before || before.status === 'open') return
  const altered = CLOSED.find((name) => name in values && String(values[name] ?? '') !== String(before[name] ?? ''))
  if (altered) throw new SaleImpossible('not_open', altered)
}
