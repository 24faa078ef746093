import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('warranty_settings', (table) => {
      table.integer('replacement_days').unsigned().nullable()
    })
  }

  async down() {
    this.schema.alterTable('warranty_settings', (table) => {
      table.dropColumn('replacement_days')
    })
  }
}
