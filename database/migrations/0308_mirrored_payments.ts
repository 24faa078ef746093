import { BaseSchema } from '@adonisjs/lucid/schema'
import { externalKey, mirroredColumns } from '#database/mirrored_columns'

const ROWS_AT_ONCE = 500

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.alterTable('erp_invoices', (table) => {
      externalKey(table, dialect, 'credits_external_id').nullable()
      externalKey(table, dialect, 'site_external_id').nullable()
      table.text('lines', 'longtext').nullable()
      table.index(['connection_id', 'credits_external_id'], 'erp_invoices_credits_index')
    })

    this.schema.createTable('erp_due_dates', (table) => {
      table.bigIncrements('id')
      table.bigInteger('erp_invoice_id').unsigned().notNullable()
      externalKey(table, dialect, 'external_id').notNullable()
      table.bigInteger('customer_id').unsigned().notNullable()
      table.string('due_on', 10).notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('amount_cents').notNullable()
      table.bigInteger('open_cents').notNullable()
      table.string('state', 8).notNullable()
      table.dateTime('gone_at').nullable()
      table.unique(['erp_invoice_id', 'external_id'], { indexName: 'erp_due_dates_external_unique' })
      table.index(['due_on', 'id'], 'erp_due_dates_due_on_index')
      table.index(['customer_id', 'state', 'due_on'], 'erp_due_dates_customer_index')
      table.foreign('erp_invoice_id', 'erp_due_dates_invoice_foreign').references('erp_invoices.id')
      table.foreign('customer_id', 'erp_due_dates_customer_foreign').references('customers.id')
    })

    this.schema.createTable('erp_payments', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'erp_payments')
      table.string('number', 64).notNullable()
      table.bigInteger('customer_id').unsigned().notNullable()
      table.string('kind', 16).notNullable()
      table.string('paid_on', 10).notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('amount_cents').notNullable()
      table.boolean('is_cancelled').notNullable()
      table.string('method', 64).nullable()
      table.string('reference', 255).nullable()
      table.index(['number', 'id'], 'erp_payments_number_index')
      table.index(['paid_on', 'id'], 'erp_payments_paid_on_index')
      table.index(['customer_id', 'paid_on'], 'erp_payments_customer_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'erp_payments_sweep_index')
      table.foreign('customer_id', 'erp_payments_customer_foreign').references('customers.id')
    })

    this.schema.createTable('erp_payment_shares', (table) => {
      table.bigIncrements('id')
      table.bigInteger('erp_payment_id').unsigned().notNullable()
      externalKey(table, dialect, 'external_id').notNullable()
      table.bigInteger('erp_invoice_id').unsigned().notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('amount_cents').notNullable()
      table.dateTime('gone_at').nullable()
      table.unique(['erp_payment_id', 'external_id'], { indexName: 'erp_payment_shares_external_unique' })
      table.index(['erp_invoice_id', 'id'], 'erp_payment_shares_invoice_index')
      table.foreign('erp_payment_id', 'erp_payment_shares_payment_foreign').references('erp_payments.id')
      table.foreign('erp_invoice_id', 'erp_payment_shares_invoice_foreign').references('erp_invoices.id')
    })

    this.defer(async (db) => {
      for (let last = 0; ; ) {
        const rows = await db.from('erp_invoices').where('id', '>', last).orderBy('id').limit(ROWS_AT_ONCE)
        if (rows.length === 0) return
        const dues = rows.flatMap(dueDatesOf)
        if (dues.length > 0) await db.table('erp_due_dates').multiInsert(dues)
        last = rows.at(-1).id
      }
    })
  }

  async down() {
    for (const name of ['erp_payment_shares', 'erp_payments', 'erp_due_dates']) this.schema.dropTable(name)
    this.schema.alterTable('erp_invoices', (table) => {
      table.dropIndex([], 'erp_invoices_credits_index')
      table.dropColumns('credits_external_id', 'site_external_id', 'lines')
    })
  }
}

/** What is left of an invoice belongs to its last due dates; its first ones are paid first. */
function dueDatesOf(invoice: Record<string, any>) {
  const dues: { on: string; amountCents: number }[] = JSON.parse(invoice.due_dates)
  let open = invoice.state === 'posted' ? Number(invoice.open_cents) : 0

  return dues
    .map((due, index) => ({ ...due, index }))
    .reverse()
    .map(({ on, amountCents, index }) => {
      const own = Math.sign(amountCents) * Math.min(Math.abs(amountCents), Math.max(open * Math.sign(amountCents), 0))
      open -= own

      return {
        erp_invoice_id: invoice.id,
        external_id: String(index + 1),
        customer_id: invoice.customer_id,
        due_on: on,
        currency: invoice.currency,
        amount_cents: amountCents,
        open_cents: own,
        state: own === 0 ? 'paid' : own === amountCents ? 'open' : 'partial',
        gone_at: null,
      }
    })
}
