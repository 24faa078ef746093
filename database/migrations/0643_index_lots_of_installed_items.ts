import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('installed_items', (table) => {
      table.index(['lot', 'id'], 'installed_items_lot_index')
    })
  }

  async down() {
    this.schema.alterTable('installed_items', (table) => table.dropIndex([], 'installed_items_lot_index'))
  }
}
