import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('debit_rules', (table) => {
      table.increments('id')
      table.string('name', 120).notNullable()
      table.string('type', 14).notNullable()
      table.integer('company_id').unsigned().nullable()
      table.bigInteger('installed_item_id').unsigned().nullable()
      table.string('skill', 120).nullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.string('points', 32).nullable()
      table.string('step', 32).nullable()
      table.boolean('zero_counts').notNullable().defaultTo(false)
      table.string('valid_from', 10).nullable()
      table.string('valid_to', 10).nullable()
      table.text('notes').nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.index(['name', 'id'], 'debit_rules_name_index')
      table.index(['company_id', 'id'], 'debit_rules_company_index')
      table.foreign('company_id', 'debit_rules_company_foreign').references('companies.id')
      table.foreign('product_id', 'debit_rules_product_foreign').references('products.id')
    })
  }

  async down() {
    this.schema.dropTable('debit_rules')
  }
}
