import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('placed_orders', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      table.integer('company_id').unsigned().notNullable()
      table.bigInteger('customer_id').unsigned().notNullable()
      // what the order comes from: an offer, a contract, or the company itself
      table.string('source_type', 40).notNullable()
      table.bigInteger('source_id').unsigned().notNullable()
      table.string('reference', 20).notNullable()
      table.string('currency', 3).notNullable()
      table.string('ordered_on', 10).nullable()
      table.string('requested_on', 10).nullable()
      table.string('text', 255).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.string('external_id', 64).nullable()
      table.string('number', 64).nullable()
      table.integer('placed_by_id').unsigned().nullable()
      table.string('placed_by_name', 150).notNullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['reference'], { indexName: 'placed_orders_reference_unique' })
      table.index(['company_id', 'id'], 'placed_orders_company_index')
      table.index(['source_type', 'source_id'], 'placed_orders_source_index')
      table.index(['connection_id', 'external_id'], 'placed_orders_external_index')
      table.foreign('connection_id', 'placed_orders_connection_foreign').references('erp_connections.id')
      table.foreign('company_id', 'placed_orders_company_foreign').references('companies.id')
      table.foreign('customer_id', 'placed_orders_customer_foreign').references('customers.id')
    })

    this.schema.createTable('placed_order_lines', (table) => {
      table.increments('id')
      table.integer('placed_order_id').unsigned().notNullable()
      table.integer('position').unsigned().notNullable()
      table.bigInteger('product_id').unsigned().notNullable()
      table.string('description', 255).notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.unique(['placed_order_id', 'position'], { indexName: 'placed_order_lines_position_unique' })
      table.foreign('placed_order_id', 'placed_order_lines_order_foreign').references('placed_orders.id').onDelete('CASCADE')
      table.foreign('product_id', 'placed_order_lines_product_foreign').references('products.id')
    })
  }

  async down() {
    this.schema.dropTable('placed_order_lines')
    this.schema.dropTable('placed_orders')
  }
}
