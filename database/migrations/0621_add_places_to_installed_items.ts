import { BaseSchema } from '@adonisjs/lucid/schema'

const TEXTS: [string, number][] = [
  ['building', 64],
  ['floor', 32],
  ['room', 64],
  ['latitude', 16],
  ['longitude', 16],
]

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('installed_items', (table) => {
      table.integer('site_id').unsigned().nullable()
      for (const [name, length] of TEXTS) table.string(name, length).nullable()
      table.integer('commercial_group_id').unsigned().nullable()
      // the nature of the company that received it from us: direct, wholesaler, reseller
      table.string('channel', 12).notNullable().defaultTo('direct')

      // the end of a loan of which people were told that it is over
      table.string('overdue_told_on', 10).nullable()

      table.index(['is_open', 'company_id', 'site_id', 'channel'], 'installed_items_breakdown_index')
      table.index(['site_id', 'id'], 'installed_items_site_index')
      table.index(['parent_item_id', 'id'], 'installed_items_parent_index')
      table.index(['channel', 'delivered_on', 'id'], 'installed_items_channel_index')
      table.index(['ordering_company_id', 'id'], 'installed_items_ordering_company_index')
      table.index(['commercial_group_id', 'id'], 'installed_items_commercial_group_index')
      table.index(['ownership', 'expected_back_on', 'id'], 'installed_items_loans_index')
    })
  }

  async down() {
    // MariaDB keeps no foreign key without an index, and had let its own ones go when ours came
    this.schema.alterTable('installed_items', (table) => {
      table.index(['ordering_company_id'], 'installed_items_ordering_company_foreign')
      table.index(['parent_item_id'], 'installed_items_parent_foreign')
    })
    this.schema.alterTable('installed_items', (table) => {
      table.dropIndex(['ownership', 'expected_back_on', 'id'], 'installed_items_loans_index')
      table.dropIndex(['commercial_group_id', 'id'], 'installed_items_commercial_group_index')
      table.dropIndex(['ordering_company_id', 'id'], 'installed_items_ordering_company_index')
      table.dropIndex(['channel', 'delivered_on', 'id'], 'installed_items_channel_index')
      table.dropIndex(['parent_item_id', 'id'], 'installed_items_parent_index')
      table.dropIndex(['site_id', 'id'], 'installed_items_site_index')
      table.dropIndex(['is_open', 'company_id', 'site_id', 'channel'], 'installed_items_breakdown_index')
      table.dropColumns('site_id', 'commercial_group_id', 'channel', 'overdue_told_on', ...TEXTS.map(([name]) => name))
    })
  }
}
