import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('sandbox_orders', (table) => {
      table.string('reference', 20).nullable()
      table.string('requested_on', 10).nullable()
      table.index(['reference'], 'sandbox_orders_reference_index')
    })
  }

  async down() {
    this.schema.alterTable('sandbox_orders', (table) => {
      table.dropIndex(['reference'], 'sandbox_orders_reference_index')
      table.dropColumns('reference', 'requested_on')
    })
  }
}
