import { BaseSchema } from '@adonisjs/lucid/schema'
import { externalKey, mirroredColumns } from '#database/mirrored_columns'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('deliveries', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'deliveries')
      table.string('number', 64).notNullable()
      table.string('kind', 16).notNullable()
      table.bigInteger('customer_id').unsigned().notNullable()
      table.string('delivered_on', 10).notNullable()
      table.boolean('is_cancelled').notNullable()
      table.text('place').nullable()
      table.index(['number', 'id'], 'deliveries_number_index')
      table.index(['delivered_on', 'id'], 'deliveries_delivered_on_index')
      table.index(['customer_id', 'delivered_on'], 'deliveries_customer_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'deliveries_sweep_index')
      table.foreign('customer_id', 'deliveries_customer_foreign').references('customers.id')
    })

    this.schema.createTable('delivery_lines', (table) => {
      table.bigIncrements('id')
      table.integer('connection_id').unsigned().notNullable()
      table.bigInteger('delivery_id').unsigned().notNullable()
      externalKey(table, dialect, 'external_id').notNullable()
      table.integer('position').notNullable()
      table.bigInteger('product_id').unsigned().notNullable()
      externalKey(table, dialect, 'order_line_external_id').nullable()
      table.bigInteger('sales_order_line_id').unsigned().nullable()
      table.string('quantity', 32).notNullable()
      table.text('serials', 'longtext').notNullable()
      table.dateTime('gone_at').nullable()
      table.unique(['delivery_id', 'external_id'], { indexName: 'delivery_lines_external_unique' })
      table.index(['connection_id', 'order_line_external_id'], 'delivery_lines_order_line_external_index')
      table.index(['product_id'], 'delivery_lines_product_index')
      table.foreign('delivery_id', 'delivery_lines_delivery_foreign').references('deliveries.id')
      table.foreign('product_id', 'delivery_lines_product_foreign').references('products.id')
      table.foreign('sales_order_line_id', 'delivery_lines_order_line_foreign').references('sales_order_lines.id')
    })
  }

  async down() {
    this.schema.dropTable('delivery_lines')
    this.schema.dropTable('deliveries')
  }
}
