import type { ErpEntity } from '#contracts/erp'
import { chunks } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import { MIRRORINGS } from '#mirror/rules/mirrorings'
import type { KnownRow } from '#mirror/rules/page_sorting'

const IDS_IN_A_QUESTION = 1000

interface Found {
  id: number
  external_id: string
  payload_hash: string
  gone_at: string | null
}

/** What is mirrored already under these identifiers of the ERP, by identifier. */
export async function knownRows(
  entity: ErpEntity,
  connectionId: number,
  externalIds: Iterable<string>,
  trx: Trx
): Promise<Map<string, KnownRow>> {
  const known = new Map<string, KnownRow>()

  for (const some of chunks([...new Set(externalIds)], IDS_IN_A_QUESTION)) {
    const rows: Found[] = await trx
      .knexQuery()
      .from(MIRRORINGS[entity].table)
      .select('id', 'external_id', 'payload_hash', 'gone_at')
      .where('connection_id', connectionId)
      .whereIn('external_id', some)
    for (const row of rows) known.set(row.external_id, { id: Number(row.id), hash: row.payload_hash, isGone: row.gone_at !== null })
  }

  return known
}

/**
 * Our identifiers of records that were inserted just now, by identifier of the ERP. `first` is what `insertNumbered`
 * gave: a statement's rows stand side by side, and those that do not are asked one by one.
 */
export async function freshIds(entity: ErpEntity, connectionId: number, externalIds: string[], first: number | null, trx: Trx): Promise<Map<string, number>> {
  const fresh = new Map<string, number>()
  if (first !== null) {
    const rows: Pick<Found, 'id' | 'external_id'>[] = await trx
      .knexQuery()
      .from(MIRRORINGS[entity].table)
      .select('id', 'external_id')
      .where('connection_id', connectionId)
      .whereBetween('id', [first, first + externalIds.length - 1])
    for (const row of rows) fresh.set(row.external_id, Number(row.id))
  }
  const others = externalIds.filter((id) => !fresh.has(id))
  if (others.length > 0) for (const [id, row] of await knownRows(entity, connectionId, others, trx)) fresh.set(id, row.id)

  return fresh
}
