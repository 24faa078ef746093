import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('erp_connections', (table) => {
      // how many days readings and their details are kept
      table.integer('run_days').unsigned().notNullable().defaultTo(90)
    })
  }

  async down() {
    this.schema.alterTable('erp_connections', (table) => table.dropColumn('run_days'))
  }
}
