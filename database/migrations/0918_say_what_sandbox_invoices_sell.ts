import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('sandbox_invoice_lines', (table) => {
      // the order line and the serial numbers that a line invoices, where the clerk's documents say so
      table.integer('order_line_id').unsigned().nullable()
      table.text('serials', 'longtext').nullable()
    })
  }

  async down() {
    this.schema.alterTable('sandbox_invoice_lines', (table) => {
      table.dropColumn('order_line_id')
      table.dropColumn('serials')
    })
  }
}
