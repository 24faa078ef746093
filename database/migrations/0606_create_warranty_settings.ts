import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('warranty_settings', (table) => {
      table.integer('id').unsigned().notNullable().primary()
      table.integer('deadline_days').unsigned().nullable()
      table.boolean('is_form_open').notNullable()
      table.text('outcomes').notNullable()
      table.dateTime('updated_at').notNullable()
    })

    this.schema.createTable('serial_schemes', (table) => {
      table.increments('id')
      table.bigInteger('product_id').unsigned().nullable()
      table.string('pattern', 64).nullable()
      table.string('scheme', 8).notNullable()
      table.boolean('is_active').notNullable().defaultTo(true)
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.foreign('product_id', 'serial_schemes_product_foreign').references('products.id')
    })
  }

  async down() {
    this.schema.dropTable('serial_schemes')
    this.schema.dropTable('warranty_settings')
  }
}
