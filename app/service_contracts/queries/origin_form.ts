import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Values } from '#shared/records/record_type'
import type { KnownOrigin } from '#service_contracts/contract_origins'
import { contractForm } from '#service_contracts/queries/models/contract_form'

/** The form of a contract that is made of an offer or an opportunity: filled with what that says, and its lines to choose from. */
export async function originForm(origin: KnownOrigin, query: Values, actor: Actor) {
  const known = { company_id: origin.companyId, currency: origin.currency, title: origin.title, ...query }
  const goods = await goodsAmong(origin.lines.flatMap(({ productId }) => productId ?? []))
  return {
    ...(await contractForm(known, actor)),
    origin,
    // what is delivered once is no line of a contract; a person may think otherwise
    lines: origin.lines.map((line) => ({ ...line, isTaken: line.productId === null || !goods.has(line.productId) })),
  }
}

async function goodsAmong(productIds: number[]): Promise<Set<number>> {
  const rows = productIds.length ? await db.from('products').whereIn('id', productIds).where('is_service', false).select('id') : []
  return new Set(rows.map(({ id }) => Number(id)))
}
