import { BaseSchema } from '@adonisjs/lucid/schema'
import { externalKey, mirroredColumns } from '#database/mirrored_columns'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('sales_orders', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'sales_orders')
      table.string('number', 64).notNullable()
      table.bigInteger('customer_id').unsigned().notNullable()
      table.string('ordered_on', 10).nullable()
      table.string('state', 16).notNullable()
      table.string('currency', 3).notNullable()
      table.string('customer_reference', 255).nullable()
      table.index(['number', 'id'], 'sales_orders_number_index')
      table.index(['ordered_on', 'id'], 'sales_orders_ordered_on_index')
      table.index(['customer_id', 'ordered_on'], 'sales_orders_customer_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'sales_orders_sweep_index')
      table.foreign('customer_id', 'sales_orders_customer_foreign').references('customers.id')
    })

    this.schema.createTable('sales_order_lines', (table) => {
      table.bigIncrements('id')
      table.integer('connection_id').unsigned().notNullable()
      table.bigInteger('sales_order_id').unsigned().notNullable()
      externalKey(table, dialect, 'external_id').notNullable()
      table.integer('position').notNullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.text('description').notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.boolean('is_cancelled').notNullable()
      table.dateTime('gone_at').nullable()
      table.unique(['sales_order_id', 'external_id'], { indexName: 'sales_order_lines_external_unique' })
      table.index(['connection_id', 'external_id'], 'sales_order_lines_external_index')
      table.index(['product_id'], 'sales_order_lines_product_index')
      table.foreign('sales_order_id', 'sales_order_lines_sales_order_foreign').references('sales_orders.id')
      table.foreign('product_id', 'sales_order_lines_product_foreign').references('products.id')
    })
  }

  async down() {
    this.schema.dropTable('sales_order_lines')
    this.schema.dropTable('sales_orders')
  }
}
