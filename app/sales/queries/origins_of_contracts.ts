import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import { onlyReachable } from '#shared/records/queries/visibility'
import type { RecordType, Row } from '#shared/records/record_type'
import { OFFER } from '#sales/records/offer'
import { OPPORTUNITY } from '#sales/records/opportunity'
import { linesOf } from '#sales/queries/offer_page'
import { netUnitPrice } from '#sales/rules/line_net'

/** An accepted offer as what a contract comes from, with prices after discount; null where it is out of reach. */
export async function offerAsOrigin(id: number, actor: Actor) {
  const offer = await reachable(OFFER, id, actor)
  if (!offer) return null
  const lines = (await linesOf(id)).map((line) => originLine(line, netUnitPrice({ unitPrice: String(line.unit_price), discountPercent: line.discount_percent ? String(line.discount_percent) : null })))
  return {
    ...originFacts(OFFER, offer, offer.subject),
    isReady: offer.status === 'accepted',
    lines,
    keepers: { ownerId: (offer.owner_id as number | null) ?? null, groupId: (offer.group_id as number | null) ?? null },
    confirm: async (trx: Trx) => (await trx.from('offers').where('id', id).forUpdate().firstOrFail()).status === 'accepted',
  }
}

/** A won opportunity as what a contract comes from; null where it is out of reach. */
export async function opportunityAsOrigin(id: number, actor: Actor) {
  const opportunity = await reachable(OPPORTUNITY, id, actor)
  if (!opportunity) return null
  const lines: Row[] = await db.from('opportunity_lines').where('opportunity_id', id).orderBy('id')
  return { ...originFacts(OPPORTUNITY, opportunity, opportunity.title), isReady: opportunity.status === 'won', lines: lines.map((line) => originLine(line, String(line.unit_price))) }
}

async function reachable(type: RecordType, id: number, actor: Actor): Promise<Row | null> {
  const query = db.from(type.table).where('id', id)
  onlyReachable(query, type, actor, 'view')
  return query.first()
}

function originFacts(type: RecordType, row: Row, title: unknown) {
  return { number: String(row.number), title: String(title), href: `${type.path}/${row.id}`, companyId: Number(row.company_id), currency: String(row.currency) }
}

function originLine(line: Row, unitPrice: string) {
  return { id: line.id, productId: line.product_id ? Number(line.product_id) : null, description: String(line.description), quantity: String(line.quantity), unitPrice }
}
