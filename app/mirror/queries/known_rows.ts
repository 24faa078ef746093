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
