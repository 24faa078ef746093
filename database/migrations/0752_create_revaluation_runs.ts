import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('revaluation_runs', (table) => {
      table.increments('id')
      table.string('since', 10).notNullable()
      table.string('until', 10).notNullable()
      table.string('status', 10).notNullable()
      // 1 while the run may still change: at most one run is open at a time
      table.integer('open_key').unsigned().nullable()
      table.integer('revision').unsigned().notNullable().defaultTo(0)
      table.integer('made_by_id').unsigned().nullable()
      table.string('made_by', 120).nullable()
      table.integer('approved_by_id').unsigned().nullable()
      table.string('approved_by', 120).nullable()
      table.dateTime('approved_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['open_key'], { indexName: 'revaluation_runs_open_unique' })
    })

    this.schema.createTable('revaluation_proposals', (table) => {
      table.bigIncrements('id')
      table.integer('revaluation_run_id').unsigned().notNullable()
      table.integer('service_contract_id').unsigned().notNullable()
      table.integer('contract_line_id').unsigned().notNullable()
      table.string('due_on', 10).notNullable()
      table.string('kind', 12).notNullable()
      table.string('outcome', 16).notNullable()
      table.string('old_price', 32).notNullable()
      table.string('new_price', 32).nullable()
      table.string('raw_pct', 32).nullable()
      table.string('applied_pct', 32).nullable()
      table.boolean('is_provisional').notNullable().defaultTo(false)
      // which indices, months, values and weights the price was computed from, or are missing
      table.text('explanation').notNullable()
      // the dated change as it is written on approval
      table.text('event').nullable()
      table.string('excluded_reason', 255).nullable()
      // line, day and kind, once decided: what was decided is not proposed again
      table.string('settled_key', 60).nullable()
      table.dateTime('created_at').notNullable()

      table.unique(['settled_key'], { indexName: 'revaluation_proposals_settled_unique' })
      table.index(['revaluation_run_id', 'outcome', 'id'], 'revaluation_proposals_run_index')
      table.index(['contract_line_id', 'due_on'], 'revaluation_proposals_line_index')
      table.index(['service_contract_id', 'id'], 'revaluation_proposals_contract_index')
      table.foreign('revaluation_run_id', 'revaluation_proposals_run_foreign').references('revaluation_runs.id')
      table.foreign('contract_line_id', 'revaluation_proposals_line_foreign').references('contract_lines.id')
    })
  }

  async down() {
    this.schema.dropTable('revaluation_proposals')
    this.schema.dropTable('revaluation_runs')
  }
}
