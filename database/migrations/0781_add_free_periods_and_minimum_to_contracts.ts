import { BaseSchema } from '@adonisjs/lucid/schema'

const TABLES = ['contract_models', 'service_contracts']

export default class extends BaseSchema {
  async up() {
    for (const name of TABLES) {
      this.schema.alterTable(name, (table) => {
        table.integer('free_periods').unsigned().notNullable().defaultTo(0)
        // decimal text in the currency of the contract; null for none
        table.string('min_invoice_amount', 32).nullable()
      })
    }
    this.schema.alterTable('service_contracts', (table) => {
      // the first day that is billed from here, where another system billed the days before
      table.string('billed_until', 10).nullable()
      table.boolean('was_running').notNullable().defaultTo(false)
    })
    this.schema.alterTable('contract_lines', (table) => {
      // what the line costs from its next revaluation on, where its policy takes prices that are entered
      table.string('next_price', 32).nullable()
    })
  }

  async down() {
    this.schema.alterTable('contract_lines', (table) => void table.dropColumn('next_price'))
    this.schema.alterTable('service_contracts', (table) => void table.dropColumns('billed_until', 'was_running'))
    for (const name of TABLES) this.schema.alterTable(name, (table) => void table.dropColumns('free_periods', 'min_invoice_amount'))
  }
}
