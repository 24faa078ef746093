import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import { reaches } from '#shared/records/queries/visibility'
import type { Row } from '#shared/records/record_type'
import { recordType } from '#shared/records/registry'
import { salesParts } from '#sales/parts'
import { isExpired, isRevisable, offerMovesFrom, type OfferStatus } from '#sales/rules/offer_status'

/** Everything of an offer on its page: lines, total, state, what can be done, and what other domains add. */
export async function offerPage(row: Row, actor: Actor) {
  const today = todayIn(actor.timeZone)
  const standing = { status: row.status as OfferStatus, validUntil: String(row.valid_until) }
  const mayEdit = reaches(recordType('offer'), row, actor, 'edit')
  const isDraft = standing.status === 'draft'
  const revision = await db.from('offers').where('replaces_id', row.id).first()
  const lines = await linesOf(row.id)
  return {
    lines,
    isDraft,
    mayEdit: mayEdit && isDraft,
    mayKeep: mayEdit,
    mayDelete: isDraft && reaches(recordType('offer'), row, actor, 'delete'),
    mayAddLine: isDraft && actor.may('offer_line', 'create'),
    mayEditLine: isDraft && actor.may('offer_line', 'edit'),
    isExpired: isExpired(standing, today),
    moves: mayEdit ? offerMovesFrom(standing, today).filter((move) => !(move === 'send' && lines.length === 0) && !(move === 'reopen' && revision)) : [],
    mayRevise: mayEdit && !revision && isRevisable(standing.status) && actor.may('offer', 'create'),
    revision,
    parts: await salesParts('offer', row, actor),
  }
}

/** The lines of an offer in their order, with their products. */
export function linesOf(offerId: number, client: QueryClientContract = db.connection()): Promise<Row[]> {
  return client
    .from('offer_lines')
    .leftJoin('products', 'products.id', 'offer_lines.product_id')
    .where('offer_id', offerId)
    .select('offer_lines.*', 'products.number as product')
    .orderBy('position')
}
