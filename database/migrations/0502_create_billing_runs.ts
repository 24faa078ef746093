import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('billing_runs', (table) => {
      table.increments('id')
      table.string('until', 10).notNullable()
      table.string('status', 12).notNullable()
      // 1 while the run may still change: at most one run is open at a time
      table.integer('open_key').unsigned().nullable()
      table.integer('made_by_id').unsigned().nullable()
      table.string('made_by', 120).nullable()
      table.integer('approved_by_id').unsigned().nullable()
      table.string('approved_by', 120).nullable()
      table.dateTime('approved_at').nullable()
      // raised by every change, so that an approval names exactly what was seen
      table.integer('revision').unsigned().notNullable().defaultTo(0)
      table.string('rules_version', 190).notNullable()
      table.integer('lines_read').unsigned().notNullable().defaultTo(0)
      table.integer('lines_total').unsigned().notNullable().defaultTo(0)
      table.integer('charges_new').unsigned().notNullable().defaultTo(0)
      table.integer('charges_changed').unsigned().notNullable().defaultTo(0)
      table.integer('charges_removed').unsigned().notNullable().defaultTo(0)
      table.integer('charges_unchanged').unsigned().notNullable().defaultTo(0)
      table.integer('failures').unsigned().notNullable().defaultTo(0)
      table.string('token', 36).nullable()
      table.dateTime('beat_at').nullable()
      table.text('error').nullable()
      table.dateTime('computed_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['open_key'], { indexName: 'billing_runs_open_unique' })
      table.index(['status', 'id'], 'billing_runs_status_index')
    })

    this.schema.createTable('billing_run_failures', (table) => {
      table.increments('id')
      table.integer('billing_run_id').unsigned().notNullable()
      table.string('source_type', 30).notNullable()
      table.bigInteger('source_id').unsigned().notNullable()
      table.string('code', 40).notNullable()
      table.string('message', 255).notNullable()
      table.unique(['billing_run_id', 'source_type', 'source_id'], { indexName: 'billing_run_failures_source_unique' })
      table.foreign('billing_run_id', 'billing_run_failures_run_foreign').references('billing_runs.id').onDelete('CASCADE')
    })

    this.schema.createTable('billing_settings', (table) => {
      table.integer('id').unsigned().primary()
      table.boolean('allows_own_approval').notNullable().defaultTo(false)
      table.integer('anomaly_percent').unsigned().notNullable().defaultTo(20)
      table.dateTime('updated_at').notNullable()
    })
  }

  async down() {
    for (const table of ['billing_settings', 'billing_run_failures', 'billing_runs']) this.schema.dropTable(table)
  }
}
