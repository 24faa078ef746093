import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('sandbox_invoices', (table) => {
      table.integer('payer_id').unsigned().nullable()
    })
  }

  async down() {
    this.schema.alterTable('sandbox_invoices', (table) => void table.dropColumn('payer_id'))
  }
}
