import { BaseSchema } from '@adonisjs/lucid/schema'

const TABLES = ['charges', 'invoices']

export default class extends BaseSchema {
  async up() {
    for (const name of TABLES) {
      this.schema.alterTable(name, (table) => {
        // the company that pays, when it is not the one that is invoiced
        table.integer('payer_id').unsigned().nullable()
      })
    }
  }

  async down() {
    for (const name of TABLES) this.schema.alterTable(name, (table) => void table.dropColumn('payer_id'))
  }
}
