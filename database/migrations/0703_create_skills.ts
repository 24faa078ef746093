import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('skills', (table) => {
      table.increments('id')
      table.string('code', 64).notNullable()
      table.string('name', 120).notNullable()
      table.integer('parent_id').unsigned().nullable()
      table.boolean('is_active').notNullable().defaultTo(true)
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['code'], { indexName: 'skills_code_unique' })
      table.index(['name', 'id'], 'skills_name_index')
      table.foreign('parent_id', 'skills_parent_foreign').references('skills.id')
    })

    this.schema.createTable('hours_calendars', (table) => {
      table.increments('id')
      table.string('code', 64).notNullable()
      table.string('name', 120).notNullable()
      table.string('time_zone', 64).notNullable()
      for (const day of ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']) table.string(day, 120).nullable()
      table.text('holidays').nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['code'], { indexName: 'hours_calendars_code_unique' })
      table.index(['name', 'id'], 'hours_calendars_name_index')
    })

    this.schema.createTable('product_families', (table) => {
      table.increments('id')
      table.string('code', 64).notNullable()
      table.string('name', 120).notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['code'], { indexName: 'product_families_code_unique' })
      table.index(['name', 'id'], 'product_families_name_index')
    })

    this.schema.createTable('product_family_products', (table) => {
      table.increments('id')
      table.integer('product_family_id').unsigned().notNullable()
      table.bigInteger('product_id').unsigned().notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['product_id'], { indexName: 'product_family_products_product_unique' })
      table.foreign('product_family_id', 'product_family_products_family_foreign').references('product_families.id')
      table.foreign('product_id', 'product_family_products_product_foreign').references('products.id')
    })
  }

  async down() {
    for (const table of ['product_family_products', 'product_families', 'hours_calendars', 'skills']) this.schema.dropTable(table)
  }
}
