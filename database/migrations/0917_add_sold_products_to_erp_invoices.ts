import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('erp_invoices', (table) => {
      // the products an invoice sells or takes back, where the ERP offers them
      table.text('sold', 'longtext').nullable()
    })
  }

  async down() {
    this.schema.alterTable('erp_invoices', (table) => table.dropColumn('sold'))
  }
}
