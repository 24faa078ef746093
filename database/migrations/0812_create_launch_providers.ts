import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('launch_providers', (table) => {
      table.integer('connection_id').unsigned().notNullable().primary()
      table.integer('provider_id').unsigned().notNullable()
      table.foreign('connection_id', 'launch_providers_connection_foreign').references('erp_connections.id').onDelete('CASCADE')
      table.foreign('provider_id', 'launch_providers_provider_foreign').references('identity_providers.id').onDelete('CASCADE')
    })
  }

  async down() {
    this.schema.dropTable('launch_providers')
  }
}
