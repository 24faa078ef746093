import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('placed_orders', (table) => {
      // names what is ordered once at most, such as an offer; null where one may order again
      table.string('source_key', 64).nullable()
      table.unique(['source_key'], { indexName: 'placed_orders_source_key_unique' })
    })
  }

  async down() {
    this.schema.alterTable('placed_orders', (table) => {
      table.dropUnique(['source_key'], 'placed_orders_source_key_unique')
      table.dropColumn('source_key')
    })
  }
}
