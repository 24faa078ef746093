import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('stored_files', (table) => {
      table.increments('id')
      table.string('sha256', 64).notNullable()
      table.integer('byte_size').unsigned().notNullable()
      table.specificType('content', this.db.dialect.name === 'mysql' ? 'longblob' : 'blob').notNullable()
      table.dateTime('created_at').notNullable()
      table.unique(['sha256'], { indexName: 'stored_files_sha256_unique' })
    })

    this.schema.createTable('attachments', (table) => {
      table.increments('id')
      table.string('record_type', 40).notNullable()
      table.bigInteger('record_id').unsigned().notNullable()
      table.string('kind', 40).notNullable()
      table.string('title', 120).notNullable()
      table.integer('version').unsigned().notNullable()
      table.string('file_name', 200).notNullable()
      table.string('media_type', 100).notNullable()
      table.integer('byte_size').unsigned().notNullable()
      table.integer('stored_file_id').unsigned().notNullable()
      // null: somebody without an account here, by a public form
      table.integer('uploaded_by_id').unsigned().nullable()
      table.string('uploaded_by_name', 255).nullable()
      table.dateTime('locked_at').nullable()
      table.dateTime('removed_at').nullable()
      table.integer('removed_by_id').unsigned().nullable()
      table.dateTime('created_at').notNullable()
      table.unique(['record_type', 'record_id', 'kind', 'title', 'version'], { indexName: 'attachments_version_unique' })
      table.foreign('stored_file_id', 'attachments_stored_file_foreign').references('stored_files.id')
    })
  }

  async down() {
    for (const table of ['attachments', 'stored_files']) this.schema.dropTable(table)
  }
}
