import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('bulk_edits', (table) => {
      table.increments('id')
      table.string('record_type', 40).notNullable()
      table.integer('user_id').unsigned().notNullable()
      table.string('state', 10).notNullable()
      table.string('field', 64).nullable()
      table.text('value', 'longtext').nullable()
      table.integer('row_count').unsigned().notNullable().defaultTo(0)
      table.integer('done_count').unsigned().notNullable().defaultTo(0)
      table.string('failure', 500).nullable()
      table.dateTime('finished_at').nullable()
      table.dateTime('undone_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.index(['record_type', 'user_id', 'id'], 'bulk_edits_owner_index')
    })

    this.schema.createTable('bulk_edit_rows', (table) => {
      table.bigIncrements('id')
      table.integer('bulk_edit_id').unsigned().notNullable()
      table.bigInteger('record_id').unsigned().notNullable()
      table.string('state', 9).notNullable().defaultTo('waiting')
      table.integer('record_version').unsigned().nullable()
      table.bigInteger('change_id').unsigned().nullable()
      table.text('reasons', 'longtext').nullable()
      table.foreign('bulk_edit_id', 'bulk_edit_rows_edit_foreign').references('bulk_edits.id').onDelete('CASCADE')
      table.unique(['bulk_edit_id', 'record_id'], { indexName: 'bulk_edit_rows_record_unique' })
      table.index(['bulk_edit_id', 'state', 'id'], 'bulk_edit_rows_state_index')
    })

    this.schema.createTable('default_views', (table) => {
      table.increments('id')
      table.integer('user_id').unsigned().notNullable()
      table.string('record_type', 40).notNullable()
      table.integer('view_id').unsigned().notNullable()
      table.foreign('view_id', 'default_views_view_foreign').references('saved_views.id').onDelete('CASCADE')
      table.unique(['user_id', 'record_type'], { indexName: 'default_views_unique' })
    })
  }

  async down() {
    for (const table of ['default_views', 'bulk_edit_rows', 'bulk_edits']) this.schema.dropTable(table)
  }
}
