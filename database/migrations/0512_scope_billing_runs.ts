import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('billing_runs', (table) => {
      table.dropUnique(['open_key'], 'billing_runs_open_unique')
    })
    this.schema.alterTable('billing_runs', (table) => {
      table.integer('scope_company_id').unsigned().nullable()
      table.bigInteger('scope_site_id').unsigned().nullable()
      table.string('scope_source', 30).nullable()
      table.string('scope_contract_kind', 12).nullable()
      // the scope while the run may still change: at most one run is open for each
      table.string('open_scope', 120).nullable()
      table.unique(['open_scope'], { indexName: 'billing_runs_scope_unique' })
      table.index(['open_key', 'id'], 'billing_runs_open_index')
    })
    this.schema.raw("update billing_runs set open_scope = 'all' where open_key = 1")

    // its one row is locked by whoever opens a run or closes a month, so that these happen one after the other
    this.schema.createTable('billing_gates', (table) => {
      table.integer('id').unsigned().primary()
      table.integer('passes').unsigned().notNullable().defaultTo(0)
    })
    this.defer(async (db) => {
      await db.table('billing_gates').insert({ id: 1, passes: 0 })
    })
  }

  async down() {
    this.schema.dropTable('billing_gates')
    this.schema.alterTable('billing_runs', (table) => {
      table.dropIndex(['open_key', 'id'], 'billing_runs_open_index')
      table.dropUnique(['open_scope'], 'billing_runs_scope_unique')
      table.dropColumns('scope_company_id', 'scope_site_id', 'scope_source', 'scope_contract_kind', 'open_scope')
    })
    this.schema.alterTable('billing_runs', (table) => {
      table.unique(['open_key'], { indexName: 'billing_runs_open_unique' })
    })
  }
}
