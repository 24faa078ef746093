import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('search_tokens', (table) => {
      table.string('kind', 40).notNullable()
      const term = table.string('term', 24).notNullable()
      if (this.db.dialect.name === 'mysql') term.collate('utf8mb4_bin')
      table.bigInteger('record_id').unsigned().notNullable()
      table.primary(['kind', 'term', 'record_id'], 'search_tokens_primary')
      table.index(['kind', 'record_id', 'term'], 'search_tokens_record_index')
    })

    this.schema.createTable('record_changes', (table) => {
      table.bigIncrements('id')
      table.string('record_type', 40).notNullable()
      table.bigInteger('record_id').unsigned().notNullable()
      table.string('kind', 10).notNullable()
      table.string('source', 10).notNullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.text('changes', 'longtext').notNullable()
      table.dateTime('changed_at').notNullable()
      table.index(['record_type', 'record_id', 'id'], 'record_changes_record_index')
    })

    this.schema.createTable('saved_views', (table) => {
      table.increments('id')
      table.string('record_type', 40).notNullable()
      table.string('name', 80).notNullable()
      table.string('shared_with', 4).notNullable()
      table.integer('user_id').unsigned().notNullable()
      table.integer('group_id').unsigned().nullable()
      table.string('address', 2000).notNullable()
      table.boolean('is_default').notNullable().defaultTo(false)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['record_type', 'user_id', 'name'], { indexName: 'saved_views_name_unique' })
    })

    this.schema.createTable('number_sequences', (table) => {
      table.string('name', 60).primary()
      table.integer('last').unsigned().notNullable()
    })
  }

  async down() {
    for (const table of ['number_sequences', 'saved_views', 'record_changes', 'search_tokens']) {
      this.schema.dropTable(table)
    }
  }
}
