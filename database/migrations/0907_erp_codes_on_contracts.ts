import { BaseSchema } from '@adonisjs/lucid/schema'

const CARRIERS = ['service_contracts', 'charges', 'invoices']

export default class extends BaseSchema {
  async up() {
    for (const name of CARRIERS) {
      this.schema.alterTable(name, (table) => {
        table.bigInteger('payment_term_id').unsigned().nullable()
        table.bigInteger('erp_site_id').unsigned().nullable()
      })
    }
    this.schema.alterTable('contract_lines', (table) => {
      table.bigInteger('tax_code_id').unsigned().nullable()
    })
  }

  async down() {
    this.schema.alterTable('contract_lines', (table) => table.dropColumns('tax_code_id'))
    for (const name of CARRIERS) this.schema.alterTable(name, (table) => table.dropColumns('payment_term_id', 'erp_site_id'))
  }
}
