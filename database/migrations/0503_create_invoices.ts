import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('invoices', (table) => {
      table.bigIncrements('id')
      table.integer('company_id').unsigned().notNullable()
      table.integer('billing_run_id').unsigned().notNullable()
      table.string('group_key', 40).notNullable()
      table.string('kind', 12).notNullable()
      table.string('status', 12).notNullable()
      table.string('reference', 20).nullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.bigInteger('tax_cents').nullable()
      table.bigInteger('total_cents').nullable()
      table.bigInteger('open_cents').nullable()
      table.integer('line_count').unsigned().notNullable()
      table.integer('anomaly_count').unsigned().notNullable().defaultTo(0)
      table.string('content_hash', 64).nullable()
      table.integer('connection_id').unsigned().nullable()
      table.string('erp_id', 64).nullable()
      table.string('erp_number', 64).nullable()
      table.string('issued_on', 10).nullable()
      table.string('due_on', 10).nullable()
      table.text('due_dates').nullable()
      table.string('problem_code', 60).nullable()
      table.text('problem').nullable()
      table.dateTime('approved_at').nullable()
      table.dateTime('posted_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['reference'], { indexName: 'invoices_reference_unique' })
      table.unique(['billing_run_id', 'company_id', 'currency', 'group_key'], { indexName: 'invoices_group_unique' })
      table.index(['billing_run_id', 'anomaly_count', 'id'], 'invoices_run_index')
      table.index(['company_id', 'id'], 'invoices_company_index')
      table.index(['status', 'id'], 'invoices_status_index')
      table.index(['issued_on', 'id'], 'invoices_issued_index')
      table.index(['erp_number', 'id'], 'invoices_erp_number_index')
      table.foreign('company_id', 'invoices_company_foreign').references('companies.id')
      table.foreign('billing_run_id', 'invoices_run_foreign').references('billing_runs.id')
    })

    this.schema.createTable('invoice_lines', (table) => {
      table.bigIncrements('id')
      table.bigInteger('invoice_id').unsigned().notNullable()
      table.bigInteger('charge_id').unsigned().notNullable()
      table.integer('position').unsigned().notNullable()
      table.string('description', 255).notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.string('tax_code', 40).nullable()
      table.string('period_from', 10).notNullable()
      table.string('period_to', 10).notNullable()

      table.unique(['charge_id'], { indexName: 'invoice_lines_charge_unique' })
      table.unique(['invoice_id', 'position'], { indexName: 'invoice_lines_position_unique' })
      table.foreign('invoice_id', 'invoice_lines_invoice_foreign').references('invoices.id')
      table.foreign('charge_id', 'invoice_lines_charge_foreign').references('charges.id')
    })
  }

  async down() {
    this.schema.dropTable('invoice_lines')
    this.schema.dropTable('invoices')
  }
}
