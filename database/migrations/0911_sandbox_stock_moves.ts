import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('sandbox_stock_moves', (table) => {
      table.increments('id')
      table.string('number', 40).notNullable().unique({ indexName: 'sandbox_stock_moves_number_unique' })
      table.string('kind', 10).notNullable()
      table.string('reference', 20).nullable()
      table.integer('reverses_id').unsigned().nullable()
      table.integer('customer_id').unsigned().nullable()
      table.integer('site_id').unsigned().notNullable()
      table.integer('product_id').unsigned().notNullable()
      table.string('location', 64).nullable()
      table.string('quantity', 32).notNullable()
      table.string('serial', 64).nullable()
      table.string('moved_on', 10).notNullable()
      table.string('text', 255).notNullable()
      table.dateTime('modified_at').notNullable()
      table.index(['reference'], 'sandbox_stock_moves_reference_index')
      table.unique(['reverses_id'], { indexName: 'sandbox_stock_moves_reverses_unique' })
      table.foreign('reverses_id', 'sandbox_stock_moves_reverses_foreign').references('sandbox_stock_moves.id')
      table.foreign('customer_id', 'sandbox_stock_moves_customer_foreign').references('sandbox_customers.id')
      table.foreign('site_id', 'sandbox_stock_moves_site_foreign').references('sandbox_sites.id')
      table.foreign('product_id', 'sandbox_stock_moves_product_foreign').references('sandbox_products.id')
    })
  }

  async down() {
    this.schema.dropTable('sandbox_stock_moves')
  }
}
