import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('erp_connections', (table) => {
      table.text('mapping', 'longtext').nullable()
    })
  }

  async down() {
    this.schema.alterTable('erp_connections', (table) => table.dropColumn('mapping'))
  }
}
