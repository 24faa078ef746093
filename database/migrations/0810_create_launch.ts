import { BaseSchema } from '@adonisjs/lucid/schema'
import { externalKey } from '#database/mirrored_columns'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('launch_settings', (table) => {
      table.integer('connection_id').unsigned().notNullable().primary()
      table.string('issuer', 190).notNullable()
      // the web origins whose pages may show ours in a frame, one a line
      table.text('origins').notNullable()
      table.boolean('provisions').notNullable().defaultTo(false)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.foreign('connection_id', 'launch_settings_connection_foreign').references('erp_connections.id').onDelete('CASCADE')
    })

    this.schema.createTable('launch_keys', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      externalKey(table, dialect, 'kid').notNullable()
      table.string('algorithm', 10).notNullable()
      // a shared secret or a public key, encrypted
      table.text('material', 'longtext').notNullable()
      table.dateTime('expires_at').nullable()
      table.dateTime('revoked_at').nullable()
      table.dateTime('last_used_at').nullable()
      table.string('made_by', 120).nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['kid'], { indexName: 'launch_keys_kid_unique' })
      table.index(['connection_id', 'id'], 'launch_keys_connection_index')
      table.foreign('connection_id', 'launch_keys_connection_foreign').references('erp_connections.id').onDelete('CASCADE')
    })

    this.schema.createTable('launch_users', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      externalKey(table, dialect, 'erp_user').notNullable()
      table.integer('user_id').unsigned().notNullable()
      table.dateTime('last_launch_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['connection_id', 'erp_user'], { indexName: 'launch_users_erp_user_unique' })
      table.index(['user_id'], 'launch_users_user_index')
      table.foreign('connection_id', 'launch_users_connection_foreign').references('erp_connections.id').onDelete('CASCADE')
      table.foreign('user_id', 'launch_users_user_foreign').references('users.id').onDelete('CASCADE')
    })

    this.schema.createTable('spent_tickets', (table) => {
      table.bigIncrements('id')
      // SHA-256 of the issuing key and the ticket's own identifier
      table.string('ticket_hash', 64).notNullable()
      table.dateTime('spent_at').notNullable()
      table.unique(['ticket_hash'], { indexName: 'spent_tickets_hash_unique' })
      table.index(['spent_at'], 'spent_tickets_spent_at_index')
    })
  }

  async down() {
    for (const table of ['spent_tickets', 'launch_users', 'launch_keys', 'launch_settings']) this.schema.dropTable(table)
  }
}
