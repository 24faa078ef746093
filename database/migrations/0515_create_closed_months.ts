import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('closed_months', (table) => {
      table.increments('id')
      table.string('month', 7).notNullable()
      // the month while it is closed; null once it was opened again
      table.string('closed_key', 7).nullable()
      table.text('totals').notNullable()
      table.string('hash', 64).notNullable()
      table.integer('closed_by_id').unsigned().nullable()
      table.string('closed_by', 120).notNullable()
      table.dateTime('closed_at').notNullable()
      table.string('reopened_by', 120).nullable()
      table.dateTime('reopened_at').nullable()
      table.string('reason', 255).nullable()
      table.unique(['closed_key'], { indexName: 'closed_months_key_unique' })
      table.index(['month', 'id'], 'closed_months_month_index')
    })
  }

  async down() {
    this.schema.dropTable('closed_months')
  }
}
