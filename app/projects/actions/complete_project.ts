import type { Actor } from '#shared/actor'
import { numbered, takeNumbers } from '#shared/database/numbers'
import type { Trx } from '#shared/database/transaction'
import { isCurrency } from '#shared/money/currency'
import type { Row, Values } from '#shared/records/record_type'
import { customerCurrencies } from '#billing/queries/customer_currencies'
import { planMilestones } from '#projects/actions/plan_milestones'
import ProjectImpossible from '#projects/errors/project_impossible'

/** What is agreed with the customer, and stays once the project runs. */
const AGREED = ['company_id', 'bill_to_id', 'opportunity_id', 'offer_id', 'currency', 'price_cents', 'purchase_order']

/** What nobody may change of a project that was started, with the sentence that says why. */
export async function lockedAgreement(row: Row): Promise<Record<string, string>> {
  return row.status === 'planned' ? {} : Object.fromEntries(AGREED.map((name) => [name, 'projects.errors.not_planned']))
}

/** What a saved project must be, and the number a new one gets. */
export async function completeProject(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  if (values.purchase_order === '') values.purchase_order = null
  const whole: Values = { ...before, ...values }
  const currency = String(whole.currency)
  if (!isCurrency(currency)) throw new ProjectImpossible('currency', 'currency')
  if (!(Number(whole.price_cents) > 0)) throw new ProjectImpossible('price', 'price_cents')
  if (whole.starts_on && whole.ends_on && String(whole.ends_on) < String(whole.starts_on)) throw new ProjectImpossible('dates', 'ends_on')
  if (before) await refuseFixed(values, before, trx)

  await refuseForeignOrigin(whole, before, trx)
  const known = await customerCurrencies(Number(whole.bill_to_id ?? whole.company_id), trx)
  if (known.length > 0 && !known.includes(currency)) throw new ProjectImpossible('other_currency', 'currency', { known: known.join(', ') })
  if (before) return

  values.owner_id ??= actor.id
  Object.assign(values, { number: numbered('PR-', await takeNumbers('projects', 1, trx)), status: 'planned' })
}

/** Shares follow the price. */
export async function followPrice(row: Row, before: Row | null, trx: Trx): Promise<void> {
  if (before && Number(before.price_cents) !== Number(row.price_cents)) await planMilestones(row.id, trx)
}

/** @throws {ProjectImpossible} for a project that runs or ran, or of which something was billed */
export async function refuseBegunProject(row: Row, trx: Trx): Promise<void> {
  if (row.status !== 'planned' || (await wasReached(row.id, trx))) throw new ProjectImpossible('begun')
}

async function refuseFixed(values: Values, before: Row, trx: Trx): Promise<void> {
  const altered = AGREED.filter((name) => name in values && String(values[name] ?? '') !== String(before[name] ?? ''))
  if (altered.length === 0) return
  if (before.status !== 'planned') throw new ProjectImpossible('not_planned', altered[0])
  if (altered.includes('currency') && (await trx.from('project_milestones').where('project_id', before.id).first())) {
    throw new ProjectImpossible('currency_fixed', 'currency', { currency: String(before.currency) })
  }
  if (altered.includes('company_id') && (await wasReached(before.id, trx))) throw new ProjectImpossible('company_fixed', 'company_id')
}

async function refuseForeignOrigin(whole: Values, before: Row | null, trx: Trx): Promise<void> {
  const companyId = Number(whole.company_id)
  const isNew = Number(before?.offer_id ?? 0) !== Number(whole.offer_id ?? 0)
  // locked, so that its acceptance is not taken back at the same time
  const offer = whole.offer_id ? await trx.from('offers').where('id', Number(whole.offer_id)).forUpdate().first() : null
  if (offer && Number(offer.company_id) !== companyId) throw new ProjectImpossible('offer', 'offer_id')
  if (offer && isNew && offer.status !== 'accepted') throw new ProjectImpossible('offer_not_accepted', 'offer_id')
  const opportunity = whole.opportunity_id ? await trx.from('opportunities').where('id', Number(whole.opportunity_id)).first() : null
  if (opportunity && Number(opportunity.company_id) !== companyId) throw new ProjectImpossible('opportunity', 'opportunity_id')
}

async function wasReached(projectId: number, trx: Trx): Promise<boolean> {
  const reached = await trx.from('project_milestones').where('project_id', projectId).where('revision', '>', 0).first()
  return Boolean(reached)
}
