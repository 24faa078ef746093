import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('installed_base_replays', (table) => {
      table.increments('id')
      table.string('state', 12).notNullable()
      table.boolean('is_repairing').notNullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.integer('document_count').unsigned().notNullable().defaultTo(0)
      table.integer('item_count').unsigned().notNullable().defaultTo(0)
      table.integer('difference_count').unsigned().notNullable().defaultTo(0)
      table.text('differences', 'longtext').notNullable()
      table.dateTime('started_at').notNullable()
      table.dateTime('finished_at').nullable()
      table.index(['state', 'id'], 'installed_base_replays_state_index')
    })
  }

  async down() {
    this.schema.dropTable('installed_base_replays')
  }
}
