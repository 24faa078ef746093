import { BaseSchema } from '@adonisjs/lucid/schema'

const GROUP = ['billing_run_id', 'company_id', 'currency', 'group_key']

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('charge_holds', (table) => {
      table.bigIncrements('id')
      // null once the hold has ended
      table.string('ledger_key', 120).nullable()
      table.string('source_type', 30).notNullable()
      table.bigInteger('source_id').unsigned().notNullable()
      table.integer('company_id').unsigned().notNullable()
      table.string('description', 255).notNullable()
      table.string('period_from', 10).notNullable()
      table.string('period_to', 10).notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.string('held_until', 10).notNullable()
      table.string('reason', 255).notNullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('ended_at').nullable()
      table.string('ended_by', 120).nullable()
      table.unique(['ledger_key'], { indexName: 'charge_holds_ledger_unique' })
      table.index(['source_type', 'source_id'], 'charge_holds_source_index')
      table.index(['ended_at', 'held_until', 'id'], 'charge_holds_open_index')
      table.foreign('company_id', 'charge_holds_company_foreign').references('companies.id')
    })
    this.schema.alterTable('charges', (table) => {
      // charges of one group with another number stand on an invoice of their own
      table.integer('split').unsigned().notNullable().defaultTo(0)
      table.string('held_until', 10).nullable()
    })
    this.schema.alterTable('invoices', (table) => {
      table.integer('split').unsigned().notNullable().defaultTo(0)
      table.index(['billing_run_id', 'id'], 'invoices_of_run_index')
    })
    this.schema.alterTable('invoices', (table) => table.dropUnique(GROUP, 'invoices_group_unique'))
    this.schema.alterTable('invoices', (table) => void table.unique([...GROUP, 'split'], { indexName: 'invoices_split_unique' }))
    this.schema.alterTable('billing_runs', (table) => {
      table.integer('charges_held').unsigned().notNullable().defaultTo(0)
    })
    this.schema.alterTable('billing_settings', (table) => {
      table.integer('late_days').unsigned().notNullable().defaultTo(45)
      table.integer('price_age_months').unsigned().nullable()
      table.boolean('flags_first').notNullable().defaultTo(false)
      table.boolean('flags_missing_tax').notNullable().defaultTo(false)
      table.boolean('flags_blocked').notNullable().defaultTo(true)
      table.string('closed_months', 8).notNullable().defaultTo('redirect')
    })
  }

  async down() {
    this.schema.alterTable('billing_settings', (table) => {
      table.dropColumns('late_days', 'price_age_months', 'flags_first', 'flags_missing_tax', 'flags_blocked', 'closed_months')
    })
    this.schema.alterTable('billing_runs', (table) => void table.dropColumn('charges_held'))
    this.schema.alterTable('invoices', (table) => table.dropUnique([...GROUP, 'split'], 'invoices_split_unique'))
    this.schema.alterTable('invoices', (table) => void table.unique(GROUP, { indexName: 'invoices_group_unique' }))
    this.schema.alterTable('invoices', (table) => {
      table.dropIndex(['billing_run_id', 'id'], 'invoices_of_run_index')
      table.dropColumn('split')
    })
    this.schema.alterTable('charges', (table) => table.dropColumns('split', 'held_until'))
    this.schema.dropTable('charge_holds')
  }
}
