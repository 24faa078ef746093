import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('search_backlog', (table) => {
      table.bigIncrements('id')
      table.string('kind', 40).notNullable()
      table.integer('records').unsigned().notNullable()
      table.text('record_ids', 'longtext').notNullable()
      table.dateTime('noted_at').notNullable()
      table.index(['kind', 'id'], 'search_backlog_kind_index')
      table.index(['noted_at'], 'search_backlog_noted_index')
    })
  }

  async down() {
    this.schema.dropTable('search_backlog')
  }
}
