import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { onlyReachable, reaches } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import type { Row } from '#shared/records/record_type'
import { salesParts } from '#sales/parts'
import { isExpired, type OfferStatus } from '#sales/rules/offer_status'
import { isOverdue, opportunityMovesFrom, type OpportunityStatus } from '#sales/rules/opportunity_status'

/** For how long the form of a new offer proposes to be bound. */
const OFFERED_DAYS = 30

/** What the page of an opportunity shows above its lines: what it is worth, its offers, and what can be done. */
export async function opportunityPanel(row: Row, actor: Actor) {
  const today = todayIn(actor.timeZone)
  const isOpen = row.status === 'open'
  const offers = await offersOf(row.id, actor)
  const mayEdit = reaches(recordType('opportunity'), row, actor, 'edit')
  const isHopeless = isOpen && offers.length > 0 && offers.every((offer) => isDead(offer, today))
  return {
    offers: offers.map((offer) => ({ ...offer, isExpired: isExpired(statusOf(offer), today) })),
    isOverdue: isOverdue({ status: String(row.status), closesOn: String(row.closes_on) }, today),
    isHopeless: isHopeless && mayEdit,
    moves: mayEdit ? opportunityMovesFrom(row.status as OpportunityStatus) : [],
    newOfferHref: isOpen && actor.may('offer', 'create') ? newOfferHref(row, addDays(today, OFFERED_DAYS)) : null,
    parts: await salesParts('opportunity', row, actor),
  }
}

/** The amount of an opportunity that has lines is their sum, which nobody types. */
export async function amountOfLines(row: Row): Promise<Record<string, string>> {
  const line = await db.from('opportunity_lines').where('opportunity_id', row.id).first()
  return line ? { amount_cents: 'sales.amount_of_lines' } : {}
}

async function offersOf(opportunityId: number, actor: Actor): Promise<Row[]> {
  if (!actor.may('offer', 'view')) return []
  const query = db.from('offers').leftJoin('users', 'users.id', 'offers.owner_id').where('opportunity_id', opportunityId)
  onlyReachable(query, recordType('offer'), actor, 'view')
  return query.select('offers.*', 'users.full_name as author').orderBy('offers.id', 'desc')
}

/** The form of a new offer with what the opportunity says; its products follow when it is saved. */
function newOfferHref({ id, company_id: company, contact_id: contact, title, currency }: Row, validUntil: string): string {
  const known = { opportunity_id: String(id), company_id: String(company), contact_id: contact ? String(contact) : '', subject: String(title), currency: String(currency), valid_until: validUntil }
  return `/sales/offers/new?${new URLSearchParams(known)}`
}

const statusOf = (offer: Row) => ({ status: offer.status as OfferStatus, validUntil: String(offer.valid_until) })

function isDead(offer: Row, today: ReturnType<typeof todayIn>): boolean {
  return offer.status === 'rejected' || offer.status === 'replaced' || isExpired(statusOf(offer), today)
}
