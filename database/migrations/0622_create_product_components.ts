import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('product_components', (table) => {
      table.increments('id')
      table.bigInteger('product_id').unsigned().notNullable()
      table.bigInteger('component_id').unsigned().notNullable()
      table.string('position', 64).notNullable().defaultTo('')
      table.string('quantity', 32).notNullable()
      table.text('notes').nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['product_id', 'component_id', 'position'], { indexName: 'product_components_place_unique' })
      table.index(['component_id', 'id'], 'product_components_component_index')
      table.foreign('product_id', 'product_components_product_foreign').references('products.id')
      table.foreign('component_id', 'product_components_component_foreign').references('products.id')
    })
  }

  async down() {
    this.schema.dropTable('product_components')
  }
}
