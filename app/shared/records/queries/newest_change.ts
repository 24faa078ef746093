import type { Trx } from '#shared/database/transaction'

/** The id of the newest entry in a record's history. */
export async function newestChange(recordType: string, recordId: number, trx: Trx): Promise<number | null> {
  const row = await trx.from('record_changes').where({ record_type: recordType, record_id: recordId }).max('id as id').first()
  return row?.id ? Number(row.id) : null
}
