import db from '@adonisjs/lucid/services/db'
import type { ErpEntity } from '#contracts/erp'
import type { Trx } from '#shared/database/transaction'
import { MIRRORINGS } from '#mirror/rules/mirrorings'

/** How many records of an entity are here and not known to be gone. */
export async function liveCount(entity: ErpEntity, connectionId: number, trx?: Trx): Promise<number> {
  const [row] = await (trx ?? db.connection())
    .knexQuery()
    .from(MIRRORINGS[entity].table)
    .where('connection_id', connectionId)
    .whereNull('gone_at')
    .count('* as live')

  return Number(row.live)
}

/** Records that at least `sweeps` complete sweeps in a row did not meet, after a row id, in order of id. */
export async function missingRows(
  entity: ErpEntity,
  connectionId: number,
  sweeps: number,
  afterId: number,
  limit: number
): Promise<{ id: number; externalId: string }[]> {
  const rows: { id: number; external_id: string }[] = await db
    .connection()
    .knexQuery()
    .from(MIRRORINGS[entity].table)
    .select('id', 'external_id')
    .where('connection_id', connectionId)
    .whereNull('gone_at')
    .where('missing_sweeps', '>=', sweeps)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)

  return rows.map((row) => ({ id: Number(row.id), externalId: row.external_id }))
}
