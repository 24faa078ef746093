import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('coverage_rules', (table) => {
      table.integer('commercial_group_id').unsigned().nullable()
    })
  }

  async down() {
    this.schema.alterTable('coverage_rules', (table) => table.dropColumn('commercial_group_id'))
  }
}
