import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('contract_lines', (table) => {
      // whose offer the contract was made of, or who entered the line
      table.integer('owner_id').unsigned().nullable()
      table.integer('group_id').unsigned().nullable()
    })
  }

  async down() {
    this.schema.alterTable('contract_lines', (table) => table.dropColumns('owner_id', 'group_id'))
  }
}
