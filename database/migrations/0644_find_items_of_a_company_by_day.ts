import { BaseSchema } from '@adonisjs/lucid/schema'

const BY_DAY = 'installed_items_company_day_index'
const BY_STATE = 'installed_items_company_index'

/** A company's page and list show its newest items first without reading all it has; counts of those it holds have the breakdown's index. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('installed_items', (table) => table.index(['company_id', 'delivered_on', 'id'], BY_DAY))
    this.schema.alterTable('installed_items', (table) => table.dropIndex(['company_id', 'is_open', 'id'], BY_STATE))
  }

  async down() {
    this.schema.alterTable('installed_items', (table) => table.index(['company_id', 'is_open', 'id'], BY_STATE))
    this.schema.alterTable('installed_items', (table) => table.dropIndex(['company_id', 'delivered_on', 'id'], BY_DAY))
  }
}
