import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('sessions', (table) => {
      table.string('id', 120).primary('sessions_pk')
      table.text('data', 'longtext').notNullable()
      table.string('user_id', 40).nullable()
      table.dateTime('expires_at').notNullable()
      table.index(['user_id'], 'sessions_user_index')
      table.index(['expires_at'], 'sessions_expires_at_index')
    })

    this.schema.createTable('rate_limits', (table) => {
      table.string('key', 255).primary('rate_limits_pk')
      table.integer('points').notNullable().defaultTo(0)
      table.bigInteger('expire').unsigned().nullable()
    })
  }

  async down() {
    this.schema.dropTable('rate_limits')
    this.schema.dropTable('sessions')
  }
}
