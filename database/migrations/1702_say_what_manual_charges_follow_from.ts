import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('manual_charges', (table) => {
      // the work of another domain that entered it, such as a milestone; null for what people enter
      table.string('origin_type', 30).nullable()
      table.bigInteger('origin_id').unsigned().nullable()
      table.text('origin', 'longtext').nullable()
      table.index(['origin_type', 'origin_id'], 'manual_charges_origin_index')
    })
  }

  async down() {
    this.schema.alterTable('manual_charges', (table) => {
      table.dropIndex(['origin_type', 'origin_id'], 'manual_charges_origin_index')
      table.dropColumn('origin_type')
      table.dropColumn('origin_id')
      table.dropColumn('origin')
    })
  }
}
