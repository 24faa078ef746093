import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('imports', (table) => {
      table.increments('id')
      table.string('record_type', 40).notNullable()
      table.integer('user_id').unsigned().notNullable()
      table.string('state', 10).notNullable()
      table.string('file_name', 255).notNullable()
      table.string('format', 4).notNullable()
      table.text('headings', 'longtext').notNullable()
      table.text('mapping', 'longtext').nullable()
      table.integer('row_count').unsigned().notNullable().defaultTo(0)
      table.integer('done_count').unsigned().notNullable().defaultTo(0)
      table.string('failure', 500).nullable()
      table.dateTime('checked_at').nullable()
      table.dateTime('written_at').nullable()
      table.dateTime('reverted_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.index(['record_type', 'user_id', 'id'], 'imports_owner_index')
    })

    this.schema.createTable('import_rows', (table) => {
      table.bigIncrements('id')
      table.integer('import_id').unsigned().notNullable()
      table.integer('line').unsigned().notNullable()
      table.text('cells', 'longtext').notNullable()
      table.string('outcome', 8).notNullable().defaultTo('pending')
      table.string('state', 8).notNullable().defaultTo('waiting')
      table.bigInteger('record_id').unsigned().nullable()
      // the record's version when the row was checked, then the one it was written as
      table.integer('record_version').unsigned().nullable()
      table.bigInteger('change_id').unsigned().nullable()
      table.text('reasons', 'longtext').nullable()
      table.foreign('import_id', 'import_rows_import_foreign').references('imports.id').onDelete('CASCADE')
      table.unique(['import_id', 'line'], { indexName: 'import_rows_line_unique' })
      table.index(['import_id', 'outcome', 'line'], 'import_rows_outcome_index')
      table.index(['import_id', 'state', 'line'], 'import_rows_state_index')
    })

    this.schema.createTable('idempotency_keys', (table) => {
      table.bigIncrements('id')
      table.integer('user_id').unsigned().notNullable()
      table.string('key', 191).notNullable()
      table.string('fingerprint', 64).notNullable()
      // who is answering; null once the reply is kept
      table.string('holder', 36).nullable()
      table.dateTime('held_at').notNullable()
      table.integer('status').nullable()
      table.text('headers', 'longtext').nullable()
      table.text('body', 'longtext').nullable()
      table.dateTime('created_at').notNullable()
      table.unique(['user_id', 'key'], { indexName: 'idempotency_keys_unique' })
      table.index(['created_at'], 'idempotency_keys_created_index')
    })
  }

  async down() {
    for (const table of ['idempotency_keys', 'import_rows', 'imports']) this.schema.dropTable(table)
  }
}
