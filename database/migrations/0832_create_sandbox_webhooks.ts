import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('sandbox_webhooks', (table) => {
      table.increments('id')
      table.string('url', 500).notNullable()
      // encrypted
      table.text('secret', 'longtext').notNullable()
      table.boolean('is_active').notNullable().defaultTo(true)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['url'], { indexName: 'sandbox_webhooks_url_unique' })
    })
  }

  async down() {
    this.schema.dropTable('sandbox_webhooks')
  }
}
