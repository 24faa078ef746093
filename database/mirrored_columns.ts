import type { Knex } from 'knex'

/**
 * The columns every mirrored record carries: where it comes from, what was last read of it,
 * and when it was found missing in the ERP. Identifiers of an ERP are compared byte by byte.
 */
export function mirroredColumns(table: Knex.CreateTableBuilder, dialect: string, name: string): void {
  table.integer('connection_id').unsigned().notNullable()
  externalKey(table, dialect, 'external_id').notNullable()
  table.specificType('payload_hash', 'char(43)').notNullable()
  table.dateTime('mirrored_at').notNullable()
  table.dateTime('gone_at').nullable()
  table.integer('last_seen_sweep').unsigned().notNullable().defaultTo(0)
  table.integer('missing_sweeps').unsigned().notNullable().defaultTo(0)
  table.unique(['connection_id', 'external_id'], { indexName: `${name}_external_unique` })
}

/** An identifier given by an ERP, case-sensitive on every database. */
export function externalKey(table: Knex.CreateTableBuilder, dialect: string, column: string): Knex.ColumnBuilder {
  const key = table.string(column, 64)

  return dialect === 'mysql' ? key.collate('utf8mb4_bin') : key
}
