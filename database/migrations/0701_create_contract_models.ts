import { BaseSchema } from '@adonisjs/lucid/schema'
import { billingPolicyColumns } from '#database/billing_policy_columns'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('contract_models', (table) => {
      table.increments('id')
      table.string('code', 64).notNullable()
      table.string('name', 120).notNullable()
      table.string('kind', 12).notNullable()
      table.integer('duration_months').unsigned().notNullable()
      table.string('birth', 8).notNullable()
      table.string('starts', 16).notNullable()
      billingPolicyColumns(table)
      table.boolean('is_active').notNullable().defaultTo(true)
      table.text('notes').nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['code'], { indexName: 'contract_models_code_unique' })
      table.index(['name', 'id'], 'contract_models_name_index')
    })

    this.schema.createTable('contract_model_products', (table) => {
      table.increments('id')
      table.integer('contract_model_id').unsigned().notNullable()
      table.bigInteger('product_id').unsigned().notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['product_id'], { indexName: 'contract_model_products_product_unique' })
      table.foreign('contract_model_id', 'contract_model_products_model_foreign').references('contract_models.id')
      table.foreign('product_id', 'contract_model_products_product_foreign').references('products.id')
    })
  }

  async down() {
    this.schema.dropTable('contract_model_products')
    this.schema.dropTable('contract_models')
  }
}
