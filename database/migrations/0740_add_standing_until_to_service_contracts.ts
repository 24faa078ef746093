import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('service_contracts', (table) => {
      // the day from which the status may be another; null when that is not known yet
      table.string('standing_until', 10).nullable()
      table.index(['standing_until', 'status', 'id'], 'service_contracts_standing_index')
    })
  }

  async down() {
    this.schema.alterTable('service_contracts', (table) => {
      table.dropIndex(['standing_until', 'status', 'id'], 'service_contracts_standing_index')
      table.dropColumn('standing_until')
    })
  }
}
