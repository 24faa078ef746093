import { BaseSchema } from '@adonisjs/lucid/schema'
import { binaryText } from '#database/binary_text'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('installed_items', (table) => {
      table.bigIncrements('id')
      table.string('code', 32).notNullable()
      binaryText(table, dialect, 'item_key', 300).notNullable()
      binaryText(table, dialect, 'thread_key', 300).notNullable()
      table.bigInteger('product_id').unsigned().notNullable()
      table.string('serial', 128).nullable()
      table.string('lot', 128).nullable()
      table.string('status', 12).notNullable()
      table.string('ownership', 10).notNullable()
      table.boolean('is_open').notNullable()
      table.integer('company_id').unsigned().notNullable()
      table.integer('ordering_company_id').unsigned().notNullable()
      table.text('place').nullable()
      table.text('site_address').nullable()
      table.string('quantity', 32).notNullable()
      table.string('delivered_quantity', 32).notNullable()
      table.string('delivered_on', 10).notNullable()
      table.string('installed_on', 10).nullable()
      table.string('returned_on', 10).nullable()
      table.string('expected_back_on', 10).nullable()
      table.string('warranty_starts_on', 10).nullable()
      table.string('warranty_basis', 12).notNullable().defaultTo('delivery')
      table.bigInteger('parent_item_id').unsigned().nullable()
      table.bigInteger('replaced_by_id').unsigned().nullable()
      table.string('review_reason', 24).nullable()
      table.text('notes').nullable()
      table.integer('owner_id').unsigned().nullable()
      table.integer('group_id').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['code'], { indexName: 'installed_items_code_unique' })
      table.unique(['item_key'], { indexName: 'installed_items_key_unique' })
      table.index(['thread_key'], 'installed_items_thread_index')
      table.index(['company_id', 'is_open', 'id'], 'installed_items_company_index')
      table.index(['product_id', 'id'], 'installed_items_product_index')
      table.index(['serial', 'id'], 'installed_items_serial_index')
      table.index(['status', 'id'], 'installed_items_status_index')
      table.index(['delivered_on', 'id'], 'installed_items_delivered_on_index')
      table.index(['review_reason', 'id'], 'installed_items_review_index')
      table.index(['owner_id', 'id'], 'installed_items_owner_index')
      table.foreign('product_id', 'installed_items_product_foreign').references('products.id')
      table.foreign('company_id', 'installed_items_company_foreign').references('companies.id')
      table.foreign('ordering_company_id', 'installed_items_ordering_company_foreign').references('companies.id')
      table.foreign('parent_item_id', 'installed_items_parent_foreign').references('installed_items.id')
      table.foreign('replaced_by_id', 'installed_items_replaced_by_foreign').references('installed_items.id')
    })
  }

  async down() {
    this.schema.dropTable('installed_items')
  }
}
