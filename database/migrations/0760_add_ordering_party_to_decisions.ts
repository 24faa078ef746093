import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('coverage_decisions', (table) => {
      table.integer('ordering_party_id').unsigned().nullable()
    })
  }

  async down() {
    this.schema.alterTable('coverage_decisions', (table) => table.dropColumn('ordering_party_id'))
  }
}
