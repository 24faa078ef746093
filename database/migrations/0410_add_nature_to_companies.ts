import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('companies', (table) => {
      table.string('nature', 12).notNullable().defaultTo('direct')
    })
  }

  async down() {
    this.schema.alterTable('companies', (table) => table.dropColumn('nature'))
  }
}
