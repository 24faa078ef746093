import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('sandbox_api_keys', (table) => {
      table.increments('id')
      table.string('username', 60).notNullable()
      table.string('key_hash', 64).notNullable()
      table.dateTime('created_at').notNullable()
      table.unique(['username'], { indexName: 'sandbox_api_keys_username_unique' })
    })

    this.schema.createTable('sandbox_faults', (table) => {
      table.increments('id')
      table.string('kind', 20).notNullable()
      table.string('operation', 20).notNullable()
      table.integer('percent').unsigned().notNullable()
      table.integer('amount').unsigned().notNullable()
      table.integer('times_left').unsigned().nullable()
      table.integer('times_done').unsigned().notNullable().defaultTo(0)
    })

    this.schema.alterTable('sandbox_addresses', (table) => {
      table.dateTime('modified_at').nullable()
    })
  }

  async down() {
    this.schema.alterTable('sandbox_addresses', (table) => table.dropColumn('modified_at'))
    this.schema.dropTable('sandbox_faults')
    this.schema.dropTable('sandbox_api_keys')
  }
}
