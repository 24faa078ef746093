import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('service_contracts', (table) => {
      // decimal text: what a points contract still held in the former system, and what one point is worth
      table.string('opening_points', 32).nullable()
      table.string('opening_point_value', 32).nullable()
    })
  }

  async down() {
    this.schema.alterTable('service_contracts', (table) => void table.dropColumns('opening_points', 'opening_point_value'))
  }
}
