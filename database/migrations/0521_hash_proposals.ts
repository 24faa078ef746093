import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('invoices', (table) => {
      // SHA-256 over its lines, null where it was proposed before these were kept
      table.string('line_hash', 64).nullable()
    })
  }

  async down() {
    this.schema.alterTable('invoices', (table) => table.dropColumn('line_hash'))
  }
}
