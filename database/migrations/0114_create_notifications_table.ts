import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('notifications', (table) => {
      table.bigIncrements('id')
      table.integer('user_id').notNullable()
      // key of the sentence in the language files, and what fills it in
      table.string('sentence', 120).notNullable()
      table.text('sentence_values', 'longtext').notNullable()
      table.string('href', 500).nullable()
      table.dateTime('read_at').nullable()
      table.dateTime('created_at').notNullable()

      table.index(['user_id', 'read_at', 'id'], 'notifications_user_index')
    })
  }

  async down() {
    this.schema.dropTable('notifications')
  }
}
