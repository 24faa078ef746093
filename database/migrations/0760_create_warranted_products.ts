import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('warranted_products', (table) => {
      table.increments('id')
      table.integer('contract_model_id').unsigned().notNullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.integer('product_family_id').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['product_id'], { indexName: 'warranted_products_product_unique' })
      table.unique(['product_family_id'], { indexName: 'warranted_products_family_unique' })
      table.index(['contract_model_id', 'id'], 'warranted_products_model_index')
      table.foreign('contract_model_id', 'warranted_products_model_foreign').references('contract_models.id')
      table.foreign('product_id', 'warranted_products_product_foreign').references('products.id')
      table.foreign('product_family_id', 'warranted_products_family_foreign').references('product_families.id')
    })
  }

  async down() {
    this.schema.dropTable('warranted_products')
  }
}
