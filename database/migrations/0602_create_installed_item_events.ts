import { BaseSchema } from '@adonisjs/lucid/schema'
import { binaryText } from '#database/binary_text'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('installed_item_events', (table) => {
      table.bigIncrements('id')
      binaryText(table, dialect, 'source_key', 300).notNullable()
      table.integer('revision').unsigned().notNullable()
      table.boolean('is_newest').notNullable()
      binaryText(table, dialect, 'thread_key', 300).notNullable()
      binaryText(table, dialect, 'item_key', 300).nullable()
      table.string('kind', 12).notNullable()
      table.string('happened_on', 10).notNullable()
      table.boolean('is_cancelled').notNullable()
      table.integer('connection_id').unsigned().nullable()
      table.bigInteger('delivery_id').unsigned().nullable()
      binaryText(table, dialect, 'line_key', 160).nullable()
      table.string('document', 64).nullable()
      table.bigInteger('product_id').unsigned().notNullable()
      table.string('serial', 128).nullable()
      table.integer('company_id').unsigned().notNullable()
      table.string('quantity', 32).notNullable()
      table.text('place').nullable()
      table.string('order_line', 64).nullable()
      table.text('facts', 'longtext').notNullable()
      table.text('note').nullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.dateTime('recorded_at').notNullable()
      table.string('waiting_for', 16).nullable()
      table.dateTime('waiting_since').nullable()

      table.unique(['source_key', 'revision'], { indexName: 'installed_item_events_source_unique' })
      table.index(['thread_key', 'is_newest'], 'installed_item_events_thread_index')
      table.index(['delivery_id', 'is_newest'], 'installed_item_events_delivery_index')
      table.index(['waiting_for', 'waiting_since'], 'installed_item_events_waiting_index')
      table.foreign('delivery_id', 'installed_item_events_delivery_foreign').references('deliveries.id')
      table.foreign('product_id', 'installed_item_events_product_foreign').references('products.id')
      table.foreign('company_id', 'installed_item_events_company_foreign').references('companies.id')
    })
  }

  async down() {
    this.schema.dropTable('installed_item_events')
  }
}
