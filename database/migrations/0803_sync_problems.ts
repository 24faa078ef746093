import { BaseSchema } from '@adonisjs/lucid/schema'
import { externalKey } from '#database/mirrored_columns'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('sync_problems', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      table.string('entity', 16).notNullable()
      externalKey(table, dialect, 'external_id').notNullable()
      table.string('kind', 16).notNullable()
      table.string('cause', 190).notNullable()
      table.text('reason').notNullable()
      table.text('sample', 'longtext').nullable()
      table.string('missing_entity', 16).nullable()
      externalKey(table, dialect, 'missing_id').nullable()
      table.integer('times').unsigned().notNullable().defaultTo(1)
      table.dateTime('first_seen_at').notNullable()
      table.dateTime('last_seen_at').notNullable()
      table.dateTime('resolved_at').nullable()
      table.dateTime('skipped_at').nullable()
      table.string('skip_reason', 255).nullable()
      table.integer('skipped_by_id').unsigned().nullable()
      table.unique(['connection_id', 'entity', 'external_id'], { indexName: 'sync_problems_record_unique' })
      table.index(['resolved_at', 'skipped_at', 'connection_id'], 'sync_problems_open_index')
      table.foreign('connection_id', 'sync_problems_connection_foreign').references('erp_connections.id')
    })
  }

  async down() {
    this.schema.dropTable('sync_problems')
  }
}
