import { BaseSchema } from '@adonisjs/lucid/schema'

const FIGURES = ['lines_read', 'charges_new', 'charges_changed', 'charges_removed', 'charges_unchanged', 'charges_held', 'failures']

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('billing_shards', (table) => {
      table.bigIncrements('id')
      table.integer('billing_run_id').unsigned().notNullable()
      // token of the run under which it was planned
      table.string('computation', 36).notNullable()
      table.string('stage', 10).notNullable()
      table.string('source_type', 30).notNullable()
      table.bigInteger('first_id').unsigned().notNullable()
      table.bigInteger('last_id').unsigned().notNullable()
      // what is done until here is committed
      table.bigInteger('at_id').unsigned().notNullable()
      table.string('state', 10).notNullable()
      table.string('worker', 80).nullable()
      table.string('token', 36).nullable()
      table.dateTime('beat_at').nullable()
      for (const figure of FIGURES) table.integer(figure).unsigned().notNullable().defaultTo(0)

      table.unique(['billing_run_id', 'stage', 'source_type', 'first_id'], { indexName: 'billing_shards_range_unique' })
      table.foreign('billing_run_id', 'billing_shards_run_foreign').references('billing_runs.id').onDelete('CASCADE')
    })
    this.schema.alterTable('billing_runs', (table) => {
      // token of the computation that ended last
      table.string('ended_token', 36).nullable()
    })
    this.schema.alterTable('billing_settings', (table) => {
      table.integer('workers').unsigned().notNullable().defaultTo(1)
    })
    this.schema.alterTable('billing_certificates', (table) => {
      // in which order the lines were hashed: as they were written, or by customer and source
      table.string('line_order', 10).notNullable().defaultTo('written')
    })
  }

  async down() {
    this.schema.alterTable('billing_certificates', (table) => table.dropColumn('line_order'))
    this.schema.alterTable('billing_settings', (table) => table.dropColumn('workers'))
    this.schema.alterTable('billing_runs', (table) => table.dropColumn('ended_token'))
    this.schema.dropTable('billing_shards')
  }
}
