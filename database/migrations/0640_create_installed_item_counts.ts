import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('installed_item_counts', (table) => {
      table.increments('id')
      table.integer('company_id').unsigned().notNullable()
      // 0 for the address of the company itself, since a unique index takes no notice of nothing
      table.integer('site_id').unsigned().notNullable()
      table.string('channel', 12).notNullable()
      table.bigInteger('item_count').notNullable()

      table.unique(['company_id', 'site_id', 'channel'], { indexName: 'installed_item_counts_standing_unique' })
      table.foreign('company_id', 'installed_item_counts_company_foreign').references('companies.id').onDelete('CASCADE')
    })

    this.defer(async (database) => {
      await database.rawQuery(
        `insert into installed_item_counts (company_id, site_id, channel, item_count)
         select company_id, coalesce(site_id, 0), channel, count(*) from installed_items
         where is_open = ? group by company_id, site_id, channel`,
        [true]
      )
    })
  }

  async down() {
    this.schema.dropTable('installed_item_counts')
  }
}
