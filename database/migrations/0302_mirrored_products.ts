import { BaseSchema } from '@adonisjs/lucid/schema'
import { mirroredColumns } from '#database/mirrored_columns'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('products', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'products')
      table.string('number', 64).notNullable()
      table.string('name', 255).notNullable()
      table.string('unit', 32).notNullable()
      table.boolean('is_active').notNullable()
      table.boolean('is_serialised').notNullable()
      table.boolean('is_service').notNullable()
      table.string('list_price', 32).nullable()
      table.string('currency', 3).nullable()
      table.string('contract_model', 64).nullable()
      table.index(['name', 'id'], 'products_name_index')
      table.index(['number', 'id'], 'products_number_index')
      table.index(['contract_model'], 'products_contract_model_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'products_sweep_index')
    })
  }

  async down() {
    this.schema.dropTable('products')
  }
}
