import { BaseSchema } from '@adonisjs/lucid/schema'
import { mirroredColumns } from '#database/mirrored_columns'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('erp_invoices', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'erp_invoices')
      table.string('number', 64).nullable()
      table.string('reference', 64).nullable()
      table.bigInteger('customer_id').unsigned().notNullable()
      table.string('state', 16).notNullable()
      table.string('issued_on', 10).nullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.bigInteger('tax_cents').notNullable()
      table.bigInteger('total_cents').notNullable()
      table.bigInteger('open_cents').notNullable()
      table.integer('line_count').notNullable()
      table.text('due_dates', 'longtext').notNullable()
      table.index(['reference'], 'erp_invoices_reference_index')
      table.index(['number', 'id'], 'erp_invoices_number_index')
      table.index(['issued_on', 'id'], 'erp_invoices_issued_on_index')
      table.index(['customer_id', 'issued_on'], 'erp_invoices_customer_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'erp_invoices_sweep_index')
      table.foreign('customer_id', 'erp_invoices_customer_foreign').references('customers.id')
    })
  }

  async down() {
    this.schema.dropTable('erp_invoices')
  }
}
