import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('offered_grants', (table) => {
      table.increments('id')
      table.string('role_key', 40).notNullable()
      table.string('resource', 40).notNullable()
      table.string('action', 40).notNullable()
      table.unique(['role_key', 'resource', 'action'], { indexName: 'offered_grants_unique' })
    })
  }

  async down() {
    this.schema.dropTable('offered_grants')
  }
}
