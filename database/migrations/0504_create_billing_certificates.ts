import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('billing_certificates', (table) => {
      table.increments('id')
      table.integer('billing_run_id').unsigned().notNullable()
      table.string('number', 16).notNullable()
      table.string('rules_version', 190).notNullable()
      table.string('input_hash', 64).notNullable()
      table.string('line_hash', 64).notNullable()
      table.integer('line_count').unsigned().notNullable()
      table.text('totals').notNullable()
      table.text('checks').notNullable()
      table.dateTime('created_at').notNullable()

      table.unique(['billing_run_id'], { indexName: 'billing_certificates_run_unique' })
      table.foreign('billing_run_id', 'billing_certificates_run_foreign').references('billing_runs.id')
    })
  }

  async down() {
    this.schema.dropTable('billing_certificates')
  }
}
