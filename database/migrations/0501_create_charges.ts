import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('charges', (table) => {
      table.bigIncrements('id')
      table.string('source_type', 30).notNullable()
      table.bigInteger('source_id').unsigned().notNullable()
      table.integer('company_id').unsigned().notNullable()
      table.string('currency', 3).notNullable()
      table.string('kind', 10).notNullable()
      table.string('period_from', 10).notNullable()
      table.string('period_to', 10).notNullable()
      table.string('due_on', 10).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.string('description', 255).notNullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.string('tax_code', 40).nullable()
      table.string('group_key', 40).notNullable()
      table.string('state', 10).notNullable()
      table.string('anomalies', 120).notNullable().defaultTo('')
      table.text('explanation').notNullable()
      table.bigInteger('corrects_charge_id').unsigned().nullable()
      // null once the charge no longer counts as billed: excluded or withdrawn
      table.string('ledger_key', 120).nullable()
      table.string('excluded_reason', 255).nullable()
      table.integer('billing_run_id').unsigned().nullable()
      table.bigInteger('invoice_id').unsigned().nullable()
      table.dateTime('created_at').notNullable()

      table.unique(['ledger_key'], { indexName: 'charges_ledger_unique' })
      table.index(['source_type', 'source_id'], 'charges_source_index')
      table.index(['billing_run_id', 'state', 'company_id', 'id'], 'charges_run_index')
      table.index(['company_id', 'due_on', 'id'], 'charges_company_index')
      table.index(['due_on', 'id'], 'charges_due_index')
      table.index(['invoice_id'], 'charges_invoice_index')
      table.foreign('company_id', 'charges_company_foreign').references('companies.id')
    })
  }

  async down() {
    this.schema.dropTable('charges')
  }
}
