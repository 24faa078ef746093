import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a company had of a product on loan is asked whenever something of it is delivered or invoiced. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('installed_item_events', (table) => {
      table.index(['kind', 'company_id', 'product_id'], 'installed_item_events_kind_index')
    })
  }

  async down() {
    this.schema.alterTable('installed_item_events', (table) => {
      table.dropIndex(['kind', 'company_id', 'product_id'], 'installed_item_events_kind_index')
    })
  }
}
