import { BaseSchema } from '@adonisjs/lucid/schema'
import { binaryText } from '#database/binary_text'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.alterTable('installed_item_events', (table) => {
      // the other item of an exchange or an attachment, found again when its serial number is corrected
      binaryText(table, dialect, 'other_item_key', 300).nullable()
      table.index(['other_item_key'], 'installed_item_events_other_index')
    })
  }

  async down() {
    this.schema.alterTable('installed_item_events', (table) => {
      table.dropIndex(['other_item_key'], 'installed_item_events_other_index')
      table.dropColumn('other_item_key')
    })
  }
}
