import { BaseSchema } from '@adonisjs/lucid/schema'
import { externalKey, mirroredColumns } from '#database/mirrored_columns'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('price_lists', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'price_lists')
      table.string('code', 64).notNullable()
      table.string('name', 255).notNullable()
      table.string('currency', 3).notNullable()
      table.boolean('includes_tax').notNullable()
      table.boolean('is_active').notNullable()
      table.string('valid_from', 10).nullable()
      table.string('valid_until', 10).nullable()
      table.index(['name', 'id'], 'price_lists_name_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'price_lists_sweep_index')
    })

    this.schema.createTable('price_list_lines', (table) => {
      table.bigIncrements('id')
      table.bigInteger('price_list_id').unsigned().notNullable()
      externalKey(table, dialect, 'external_id').notNullable()
      table.bigInteger('product_id').unsigned().notNullable()
      table.string('from_quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.string('valid_from', 10).nullable()
      table.string('valid_until', 10).nullable()
      table.dateTime('gone_at').nullable()
      table.unique(['price_list_id', 'external_id'], { indexName: 'price_list_lines_external_unique' })
      table.index(['product_id', 'price_list_id'], 'price_list_lines_product_index')
      table.foreign('price_list_id', 'price_list_lines_list_foreign').references('price_lists.id')
      table.foreign('product_id', 'price_list_lines_product_foreign').references('products.id')
    })

    this.schema.createTable('stock_levels', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'stock_levels')
      table.bigInteger('product_id').unsigned().notNullable()
      table.bigInteger('erp_site_id').unsigned().notNullable()
      table.string('quantity', 32).notNullable()
      table.string('available', 32).nullable()
      table.dateTime('as_of').nullable()
      table.index(['product_id', 'erp_site_id'], 'stock_levels_product_index')
      table.index(['erp_site_id', 'id'], 'stock_levels_site_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'stock_levels_sweep_index')
      table.foreign('product_id', 'stock_levels_product_foreign').references('products.id')
      table.foreign('erp_site_id', 'stock_levels_site_foreign').references('erp_sites.id')
    })
  }

  async down() {
    for (const name of ['stock_levels', 'price_list_lines', 'price_lists']) this.schema.dropTable(name)
  }
}
