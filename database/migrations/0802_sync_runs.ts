import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('sync_runs', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      table.string('mode', 16).notNullable()
      table.string('state', 16).notNullable()
      table.text('entities').notNullable()
      table.boolean('sweeps').notNullable()
      table.integer('requested_by_id').unsigned().nullable()
      table.string('failure_kind', 32).nullable()
      table.text('failure').nullable()
      table.dateTime('started_at').notNullable()
      table.dateTime('finished_at').nullable()
      table.index(['connection_id', 'id'], 'sync_runs_connection_index')
      table.index(['state'], 'sync_runs_state_index')
      table.foreign('connection_id', 'sync_runs_connection_foreign').references('erp_connections.id')
    })

    this.schema.createTable('sync_run_entities', (table) => {
      table.increments('id')
      table.integer('run_id').unsigned().notNullable()
      table.string('entity', 16).notNullable()
      table.string('state', 16).notNullable()
      table.string('window_since', 32).nullable()
      table.string('window_mark', 32).nullable()
      for (const count of ['pages', 'read', 'created', 'changed', 'unchanged', 'skipped', 'waiting', 'failed', 'gone', 'swept']) {
        table.integer(count).unsigned().notNullable().defaultTo(0)
      }
      table.dateTime('started_at').notNullable()
      table.dateTime('finished_at').nullable()
      table.unique(['run_id', 'entity'], { indexName: 'sync_run_entities_entity_unique' })
      table.foreign('run_id', 'sync_run_entities_run_foreign').references('sync_runs.id')
    })

    this.schema.createTable('sync_cursors', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      table.string('entity', 16).notNullable()
      table.string('mark', 32).nullable()
      table.string('window_mode', 16).nullable()
      table.string('window_since', 32).nullable()
      table.string('window_mark', 32).nullable()
      table.text('after').nullable()
      table.dateTime('completed_at').nullable()
      table.dateTime('full_completed_at').nullable()
      table.boolean('is_paused').notNullable().defaultTo(false)
      table.integer('sweep').unsigned().notNullable().defaultTo(0)
      table.boolean('is_sweeping').notNullable().defaultTo(false)
      table.text('sweep_after').nullable()
      table.integer('sweep_seen').unsigned().notNullable().defaultTo(0)
      table.integer('sweep_size').unsigned().nullable()
      table.integer('sweep_refused_size').unsigned().nullable()
      table.dateTime('swept_at').nullable()
      table.unique(['connection_id', 'entity'], { indexName: 'sync_cursors_entity_unique' })
      table.foreign('connection_id', 'sync_cursors_connection_foreign').references('erp_connections.id')
    })

    this.schema.createTable('sync_locks', (table) => {
      table.integer('connection_id').unsigned().notNullable().primary()
      table.integer('run_id').unsigned().nullable()
      table.string('token', 36).nullable()
      table.string('host', 128).nullable()
      table.integer('pid').unsigned().nullable()
      table.dateTime('heartbeat_at').nullable()
      table.foreign('connection_id', 'sync_locks_connection_foreign').references('erp_connections.id')
    })
  }

  async down() {
    for (const table of ['sync_locks', 'sync_cursors', 'sync_run_entities', 'sync_runs']) this.schema.dropTable(table)
  }
}
