import { BaseSchema } from '@adonisjs/lucid/schema'

type Table = Parameters<Parameters<BaseSchema['schema']['createTable']>[1]>[0]

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('sandbox_invoices', (table) => {
      table.integer('credits_invoice_id').unsigned().nullable()
      table.integer('site_id').unsigned().nullable()
      table.string('payment_term', 40).nullable()
    })
    this.schema.alterTable('sandbox_invoice_lines', (table) => {
      table.integer('credits_line_id').unsigned().nullable()
      table.integer('credits_position').unsigned().nullable()
    })

    this.schema.createTable('sandbox_due_dates', (table) => {
      table.increments('id')
      this.#refers(table, 'due_dates', 'invoice').notNullable()
      table.string('due_on', 10).notNullable()
      table.bigInteger('amount_cents').notNullable()
    })

    this.schema.createTable('sandbox_payments', (table) => {
      table.increments('id')
      table.string('number', 40).notNullable().unique({ indexName: 'sandbox_payments_number_unique' })
      this.#refers(table, 'payments', 'customer').notNullable()
      table.string('kind', 10).notNullable()
      table.integer('reverses_payment_id').unsigned().nullable()
      table.string('paid_on', 10).notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('amount_cents').notNullable()
      table.boolean('is_cancelled').notNullable().defaultTo(false)
      table.string('method', 40).nullable()
      table.string('reference', 120).nullable()
      table.dateTime('modified_at').notNullable()
      table.index(['modified_at', 'id'], 'sandbox_payments_modified_index')
    })

    this.schema.createTable('sandbox_payment_shares', (table) => {
      table.increments('id')
      this.#refers(table, 'payment_shares', 'payment').notNullable()
      this.#refers(table, 'payment_shares', 'invoice').notNullable()
      table.bigInteger('amount_cents').notNullable()
    })
  }

  async down() {
    for (const name of ['payment_shares', 'payments', 'due_dates']) this.schema.dropTable(`sandbox_${name}`)
    this.schema.alterTable('sandbox_invoice_lines', (table) => table.dropColumns('credits_line_id', 'credits_position'))
    this.schema.alterTable('sandbox_invoices', (table) => table.dropColumns('credits_invoice_id', 'site_id', 'payment_term'))
  }

  /** What belongs to a record of the sandbox goes with it. */
  #refers(table: Table, own: string, noun: string) {
    table.foreign(`${noun}_id`, `sandbox_${own}_${noun}_foreign`).references(`sandbox_${noun}s.id`).onDelete('cascade')
    return table.integer(`${noun}_id`).unsigned()
  }
}
