import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('contract_lines', (table) => {
      // whether a line added later has its periods with the contract's first day
      table.boolean('is_aligned').notNullable().defaultTo(false)
    })
  }

  async down() {
    this.schema.alterTable('contract_lines', (table) => void table.dropColumn('is_aligned'))
  }
}
