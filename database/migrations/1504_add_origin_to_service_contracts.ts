import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('service_contracts', (table) => {
      // what a contract made by hand comes from: an opportunity or an offer
      table.string('origin_type', 40).nullable()
      table.integer('origin_id').unsigned().nullable()
      table.index(['origin_type', 'origin_id'], 'service_contracts_origin_index')
    })
  }

  async down() {
    this.schema.alterTable('service_contracts', (table) => {
      table.dropIndex(['origin_type', 'origin_id'], 'service_contracts_origin_index')
      table.dropColumn('origin_type')
      table.dropColumn('origin_id')
    })
  }
}
