import { BaseSchema } from '@adonisjs/lucid/schema'
import { externalKey } from '#database/mirrored_columns'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('file_receipts', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      table.string('entity', 16).notNullable()
      table.string('part', 32).notNullable()
      table.string('name', 200).notNullable()
      table.string('content_hash', 64).notNullable()
      table.string('state', 16).notNullable()
      table.text('reason').nullable()
      table.dateTime('taken_at').notNullable()
      table.dateTime('moved_at').nullable()
      table.index(['connection_id', 'entity', 'part', 'state'], 'file_receipts_state_index')
      table.foreign('connection_id', 'file_receipts_connection_foreign').references('erp_connections.id')
    })

    this.schema.createTable('file_records', (table) => {
      table.bigIncrements('id')
      table.integer('connection_id').unsigned().notNullable()
      table.string('entity', 16).notNullable()
      table.string('part', 32).notNullable()
      externalKey(table, dialect, 'external_id').notNullable()
      table.string('reference', 40).nullable()
      table.text('content', 'longtext').notNullable()
      table.specificType('content_hash', 'char(43)').notNullable()
      table.integer('receipt_id').unsigned().notNullable()
      table.dateTime('changed_at').notNullable()
      table.dateTime('gone_at').nullable()
      table.unique(['connection_id', 'entity', 'part', 'external_id'], { indexName: 'file_records_external_unique' })
      table.index(['connection_id', 'entity', 'part', 'changed_at'], 'file_records_changed_index')
      table.index(['connection_id', 'reference'], 'file_records_reference_index')
      table.foreign('connection_id', 'file_records_connection_foreign').references('erp_connections.id')
    })

    this.schema.createTable('file_postings', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      table.string('reference', 40).notNullable()
      table.string('name', 200).notNullable()
      table.string('state', 16).notNullable()
      table.integer('attempt').unsigned().notNullable()
      table.text('sent', 'longtext').notNullable()
      table.text('answers', 'longtext').notNullable()
      table.dateTime('written_at').notNullable()
      table.unique(['connection_id', 'reference'], { indexName: 'file_postings_reference_unique' })
      table.foreign('connection_id', 'file_postings_connection_foreign').references('erp_connections.id')
    })

    this.schema.createTable('file_locks', (table) => {
      table.integer('connection_id').unsigned().notNullable().primary()
      table.foreign('connection_id', 'file_locks_connection_foreign').references('erp_connections.id')
    })
  }

  async down() {
    for (const table of ['file_locks', 'file_postings', 'file_records', 'file_receipts']) this.schema.dropTable(table)
  }
}
