import type { Trx } from '#shared/database/transaction'

/** The id of the newest entry in a record's history. */
export async function newestChange(recordType: string, recordId: number, trx: Trx): Promise<number | null> {
  const changes = await newestChanges(recordType, [recordId], trx)
  return changes.get(recordId) ?? null
}

/** The same for many records, by their ids. */
export async function newestChanges(recordType: string, ids: readonly number[], trx: Trx): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map()
  const rows = await trx
    .from('record_changes')
    .select('record_id')
    .max('id as newest')
    .where('record_type', recordType)
    .whereIn('record_id', [...ids])
    .groupBy('record_id')
  return new Map(rows.map((row) => [Number(row.record_id), Number(row.newest)]))
}
