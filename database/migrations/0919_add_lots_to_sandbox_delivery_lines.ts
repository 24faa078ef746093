import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    // SQLite keeps texts of any length
    if (this.db.dialect.name === 'mysql') this.schema.alterTable('sandbox_deliveries', (table) => table.string('kind', 12).notNullable().alter())
    this.schema.alterTable('sandbox_delivery_lines', (table) => {
      table.text('lots', 'longtext').nullable()
    })
  }

  async down() {
    this.schema.alterTable('sandbox_delivery_lines', (table) => table.dropColumn('lots'))
  }
}
