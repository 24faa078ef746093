import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('sales_order_lines', (table) => {
      table.string('expected_on', 10).nullable()
    })
  }

  async down() {
    this.schema.alterTable('sales_order_lines', (table) => table.dropColumn('expected_on'))
  }
}
