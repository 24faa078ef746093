import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('auth_access_tokens', (table) => {
      table.increments('id')
      table.integer('tokenable_id').unsigned().notNullable()
      table.string('type', 40).notNullable()
      table.string('name', 120).nullable()
      table.string('hash', 190).notNullable()
      table.text('abilities').notNullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.dateTime('last_used_at').nullable()
      table.dateTime('expires_at').nullable()
      table.foreign('tokenable_id', 'auth_access_tokens_user_fk').references('users.id').onDelete('CASCADE')
      table.index(['tokenable_id'], 'auth_access_tokens_user_index')
    })

    this.schema.createTable('password_resets', (table) => {
      table.increments('id')
      table.integer('user_id').unsigned().notNullable()
      table.string('token_hash', 64).notNullable()
      table.dateTime('expires_at').notNullable()
      table.dateTime('used_at').nullable()
      table.dateTime('created_at').notNullable()
      table.foreign('user_id', 'password_resets_user_fk').references('users.id').onDelete('CASCADE')
      table.unique(['token_hash'], { indexName: 'password_resets_token_unique' })
      table.index(['user_id'], 'password_resets_user_index')
    })
  }

  async down() {
    this.schema.dropTable('password_resets')
    this.schema.dropTable('auth_access_tokens')
  }
}
