import { BaseSchema } from '@adonisjs/lucid/schema'

const TABLES = ['contract_models', 'service_contracts']

export default class extends BaseSchema {
  async up() {
    for (const name of TABLES) {
      this.schema.alterTable(name, (table) => {
        table.integer('revaluation_policy_id').unsigned().nullable()
        table.index(['revaluation_policy_id', 'id'], `${name}_revaluation_index`)
      })
    }
    this.schema.alterTable('service_contracts', (table) => {
      // the month whose index the first prices were agreed at; null for that of the start
      table.string('base_month', 7).nullable()
    })
    this.schema.alterTable('contract_lines', (table) => {
      table.boolean('is_price_fixed').notNullable().defaultTo(false)
    })
  }

  async down() {
    this.schema.alterTable('contract_lines', (table) => void table.dropColumn('is_price_fixed'))
    this.schema.alterTable('service_contracts', (table) => void table.dropColumn('base_month'))
    for (const name of TABLES) {
      this.schema.alterTable(name, (table) => {
        table.dropIndex(['revaluation_policy_id', 'id'], `${name}_revaluation_index`)
        table.dropColumn('revaluation_policy_id')
      })
    }
  }
}
