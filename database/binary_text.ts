import type { Knex } from 'knex'

/** A text column that is compared byte by byte, capitals and accents included, on every database. */
export function binaryText(table: Knex.CreateTableBuilder, dialect: string, column: string, length: number): Knex.ColumnBuilder {
  const text = table.string(column, length)

  return dialect === 'mysql' ? text.collate('utf8mb4_bin') : text
}
