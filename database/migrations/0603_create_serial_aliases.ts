import { BaseSchema } from '@adonisjs/lucid/schema'
import { binaryText } from '#database/binary_text'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('installed_item_aliases', (table) => {
      table.increments('id')
      table.bigInteger('item_id').unsigned().notNullable()
      binaryText(table, dialect, 'serial', 128).notNullable()
      table.dateTime('created_at').notNullable()

      table.unique(['item_id', 'serial'], { indexName: 'installed_item_aliases_serial_unique' })
      table.index(['serial'], 'installed_item_aliases_serial_index')
      table.foreign('item_id', 'installed_item_aliases_item_foreign').references('installed_items.id')
    })
  }

  async down() {
    this.schema.dropTable('installed_item_aliases')
  }
}
