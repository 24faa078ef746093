import type { RawQueryBindings } from '@adonisjs/lucid/types/querybuilder'
import type { Trx } from '#shared/database/transaction'

type Row = Record<string, unknown>

const CELLS = 12_000

/** Rows one INSERT may carry: SQLite refuses more than 500 terms, MariaDB is fastest at about 1000, or more of few columns. */
function chunkSize(trx: Trx, columns: number): number {
  return trx.dialect.name === 'mysql' ? Math.max(1000, Math.floor(CELLS / Math.max(columns, 1))) : 400
}

export function* chunks<T>(rows: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}

/** Inserts rows of one shape, many to a statement. */
export async function insertMany(trx: Trx, table: string, rows: readonly Row[]): Promise<void> {
  await insertNumbered(trx, table, rows)
}

/**
 * The same for rows that the database numbers.
 *
 * @returns the number of the first row, null where the database does not say; the others usually follow it, which is to be checked
 */
export async function insertNumbered(trx: Trx, table: string, rows: readonly Row[]): Promise<number | null> {
  if (rows.length === 0) return null
  let first: number | null = null
  const columns = Object.keys(rows[0])
  const isPlain = trx.dialect.name === 'mysql' && rows.every((row) => isShaped(row, columns))
  for (const part of chunks(rows, chunkSize(trx, columns.length))) {
    // the driver writes out a whole list of rows several times faster than a query builder
    if (isPlain) {
      const values = part.map((row) => columns.map((column) => row[column]))
      const [written] = await trx.rawQuery(`insert into ?? (??) values ?`, [table, columns, values] as RawQueryBindings)
      first ??= Number(written.insertId) || null
    } else await trx.insertQuery().table(table).multiInsert(part)
  }
  return first
}

interface Narrowing {
  whereIn(column: string, values: number[]): unknown
  whereBetween(column: string, values: [number, number]): unknown
}

/** Narrows a query to these numbers. A stretch without gaps, as records have that were written together, is asked as one. */
export function whereAmong<Q extends Narrowing>(query: Q, column: string, ids: readonly number[]): Q {
  const own = [...new Set(ids)].sort((one, other) => one - other)
  const isStretch = own.length > 1 && own[own.length - 1] - own[0] === own.length - 1
  return (isStretch ? query.whereBetween(column, [own[0], own[own.length - 1]]) : query.whereIn(column, own)) as Q
}

function isShaped(row: Row, columns: readonly string[]): boolean {
  return Object.keys(row).length === columns.length && columns.every((column) => isPlainValue(row[column]))
}

function isPlainValue(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof value)
}

/**
 * Inserts rows and, where `key` already exists, overwrites the columns of `update`.
 * With no columns to update the existing row stays as it is.
 */
export async function upsertMany(
  trx: Trx,
  table: string,
  rows: readonly Row[],
  key: string[],
  update: string[]
): Promise<void> {
  for (const part of chunks(rows, chunkSize(trx, Object.keys(rows[0] ?? {}).length))) {
    const insert = trx.knexQuery().table(table).insert(part).onConflict(key)
    await (update.length > 0 ? insert.merge(update) : insert.ignore())
  }
}
