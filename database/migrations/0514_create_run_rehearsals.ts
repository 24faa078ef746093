import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('run_rehearsals', (table) => {
      table.increments('id')
      table.string('scope_key', 120).notNullable()
      table.string('until', 10).notNullable()
      // rehearsed on its own, or what a run proposed before it was computed again
      table.string('origin', 10).notNullable()
      table.integer('billing_run_id').unsigned().nullable()
      table.integer('line_count').unsigned().notNullable().defaultTo(0)
      table.string('made_by', 120).nullable()
      // null while it is being written
      table.dateTime('finished_at').nullable()
      table.dateTime('created_at').notNullable()
      table.index(['scope_key', 'id'], 'run_rehearsals_scope_index')
    })

    this.schema.createTable('run_rehearsal_lines', (table) => {
      table.bigIncrements('id')
      table.integer('run_rehearsal_id').unsigned().notNullable()
      table.string('ledger_key', 120).notNullable()
      table.integer('company_id').unsigned().notNullable()
      table.string('description', 255).notNullable()
      table.string('period_from', 10).notNullable()
      table.string('period_to', 10).notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.unique(['run_rehearsal_id', 'ledger_key'], { indexName: 'run_rehearsal_lines_key_unique' })
      table.foreign('run_rehearsal_id', 'run_rehearsal_lines_rehearsal_foreign').references('run_rehearsals.id').onDelete('CASCADE')
    })
  }

  async down() {
    this.schema.dropTable('run_rehearsal_lines')
    this.schema.dropTable('run_rehearsals')
  }
}
