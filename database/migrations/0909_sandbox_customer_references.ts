import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('sandbox_customers', (table) => {
      table.string('reference', 20).nullable()
      table.index(['reference'], 'sandbox_customers_reference_index')
    })
  }

  async down() {
    this.schema.alterTable('sandbox_customers', (table) => {
      table.dropIndex(['reference'], 'sandbox_customers_reference_index')
      table.dropColumn('reference')
    })
  }
}
