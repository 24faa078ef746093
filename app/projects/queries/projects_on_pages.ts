import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { onlyReachable } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import type { Row } from '#shared/records/record_type'

const SHOWN = 10

/** The projects of a company, for its page. */
export async function projectsOfCompany(company: Row, actor: Actor): Promise<Record<string, unknown> | null> {
  return projectsPart({ company_id: company.id }, actor, { company_id: String(company.id) })
}

/** The projects that came from an offer, and where the next one is made once it was accepted. */
export async function projectsOfOffer(offer: Row, actor: Actor): Promise<Record<string, unknown> | null> {
  const known = { offer_id: String(offer.id), name: String(offer.subject).slice(0, 100), price_cents: String(offer.net_cents), purchase_order: String(offer.customer_reference ?? '').slice(0, 40), ...saleOf(offer) }
  const isReady = offer.status === 'accepted'
  return projectsPart({ offer_id: offer.id }, actor, isReady ? known : null)
}

/** The same of an opportunity that was won. */
export async function projectsOfOpportunity(opportunity: Row, actor: Actor): Promise<Record<string, unknown> | null> {
  const known = { opportunity_id: String(opportunity.id), name: String(opportunity.title).slice(0, 100), price_cents: String(opportunity.amount_cents), ...saleOf(opportunity) }
  return projectsPart({ opportunity_id: opportunity.id }, actor, opportunity.status === 'won' ? known : null)
}

function saleOf({ company_id: company, currency }: Row) {
  return { company_id: String(company), currency: String(currency) }
}

async function projectsPart(where: Record<string, unknown>, actor: Actor, known: Record<string, string> | null) {
  if (!actor.may('project', 'view')) return null
  const query = db.from('projects').where(where)
  onlyReachable(query, recordType('project'), actor, 'view')
  const rows: Row[] = await query.orderBy('id', 'desc').limit(SHOWN + 1)
  const createHref = known && actor.may('project', 'create') ? `/projects/new?${new URLSearchParams(known)}` : null
  if (rows.length === 0 && !createHref) return null
  const [[column, id]] = Object.entries(where)
  const allHref = rows.length > SHOWN ? `/projects?f_${column}=${id}` : null
  return { projects: rows.slice(0, SHOWN).map((row) => ({ ...row, priceCents: Number(row.price_cents) })), createHref, allHref }
}
