import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('delivery_lines', (table) => {
      // the lots of the line as JSON, where the ERP tells them
      table.text('lots', 'longtext').nullable()
    })
  }

  async down() {
    this.schema.alterTable('delivery_lines', (table) => table.dropColumn('lots'))
  }
}
