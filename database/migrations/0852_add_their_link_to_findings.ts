import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('reconciliation_findings', (table) => {
      // what the ERP was last seen to hold, as its mirror shows it
      table.string('their_href', 190).nullable()
    })
  }

  async down() {
    this.schema.alterTable('reconciliation_findings', (table) => table.dropColumn('their_href'))
  }
}
