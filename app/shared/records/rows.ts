import db from '@adonisjs/lucid/services/db'
import { errors } from '@adonisjs/lucid'
import type { Trx } from '#shared/database/transaction'
import type { RecordType, Row, Values } from '#shared/records/record_type'

/**
 * One record as its columns hold it; inside a transaction the row stays locked until its end.
 *
 * @throws E_ROW_NOT_FOUND, which people see as a 404
 */
export async function findRow(type: RecordType, id: number, trx?: Trx): Promise<Row> {
  const query = (trx ?? db).from(type.table).where('id', Number.isSafeInteger(id) ? id : 0)
  const row = await (trx ? query.forUpdate() : query).first()
  if (!row) throw new errors.E_ROW_NOT_FOUND()
  return row
}

/** The texts by which the global search finds a record. */
export function searchTexts(type: RecordType, row: Values): string[] {
  return type.fields.filter((field) => field.search && row[field.name]).map((field) => String(row[field.name]))
}

/** Titles of referenced records, for showing instead of their ids: one query per referenced type. */
export async function rowsByIds(type: RecordType, ids: Iterable<number>): Promise<Map<number, Row>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows: Row[] = await db.from(type.table).whereIn('id', wanted)
  return new Map(rows.map((row) => [Number(row.id), row]))
}
