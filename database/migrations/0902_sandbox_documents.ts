import { BaseSchema } from '@adonisjs/lucid/schema'

type Table = Parameters<Parameters<BaseSchema['schema']['createTable']>[1]>[0]

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('sandbox_orders', (table) => {
      table.increments('id')
      table.string('number', 40).notNullable().unique({ indexName: 'sandbox_orders_number_unique' })
      this.#refers(table, 'sandbox_orders', 'customer').notNullable()
      table.string('ordered_on', 10).notNullable()
      table.string('state', 12).notNullable()
      table.string('currency', 3).notNullable()
      table.string('customer_reference', 60).nullable()
      this.#modified(table, 'sandbox_orders')
    })

    this.schema.createTable('sandbox_order_lines', (table) => {
      table.increments('id')
      this.#refers(table, 'sandbox_order_lines', 'order', { isPart: true }).notNullable()
      table.integer('position').notNullable()
      this.#refers(table, 'sandbox_order_lines', 'product').nullable()
      table.string('description', 255).notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.boolean('is_cancelled').notNullable().defaultTo(false)
    })

    this.schema.createTable('sandbox_deliveries', (table) => {
      table.increments('id')
      table.string('number', 40).notNullable().unique({ indexName: 'sandbox_deliveries_number_unique' })
      table.string('kind', 10).notNullable()
      this.#refers(table, 'sandbox_deliveries', 'customer').notNullable()
      this.#refers(table, 'sandbox_deliveries', 'order').nullable()
      table.string('delivered_on', 10).notNullable()
      table.boolean('is_cancelled').notNullable().defaultTo(false)
      table.string('place', 255).nullable()
      this.#modified(table, 'sandbox_deliveries')
    })

    this.schema.createTable('sandbox_delivery_lines', (table) => {
      table.increments('id')
      this.#refers(table, 'sandbox_delivery_lines', 'delivery', { plural: 'deliveries', isPart: true }).notNullable()
      table.integer('position').notNullable()
      this.#refers(table, 'sandbox_delivery_lines', 'product').notNullable()
      table.integer('order_line_id').unsigned().nullable()
      table.string('quantity', 32).notNullable()
      table.text('serials', 'longtext').notNullable()
      table.foreign('order_line_id', 'sandbox_delivery_lines_order_line_foreign').references('sandbox_order_lines.id')
    })

    this.schema.createTable('sandbox_invoices', (table) => {
      table.increments('id')
      table.string('number', 40).nullable().unique({ indexName: 'sandbox_invoices_number_unique' })
      table.string('reference', 20).nullable()
      this.#refers(table, 'sandbox_invoices', 'customer').notNullable()
      table.string('state', 10).notNullable()
      table.string('issued_on', 10).nullable()
      table.string('due_on', 10).nullable()
      table.string('currency', 3).notNullable()
      for (const amount of ['net', 'tax', 'total', 'open']) table.bigInteger(`${amount}_cents`).notNullable()
      table.text('text', 'longtext').notNullable()
      table.index('reference', 'sandbox_invoices_reference_index')
      this.#modified(table, 'sandbox_invoices')
    })

    this.schema.createTable('sandbox_invoice_lines', (table) => {
      table.increments('id')
      this.#refers(table, 'sandbox_invoice_lines', 'invoice', { isPart: true }).notNullable()
      table.integer('position').notNullable()
      this.#refers(table, 'sandbox_invoice_lines', 'product').nullable()
      table.text('description', 'longtext').notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.integer('tax_percent').notNullable()
    })
  }

  async down() {
    for (const name of ['invoice_lines', 'invoices', 'delivery_lines', 'deliveries', 'order_lines', 'orders']) {
      this.schema.dropTable(`sandbox_${name}`)
    }
  }

  /** A part goes when the whole goes. */
  #refers(table: Table, own: string, noun: string, { plural = `${noun}s`, isPart = false } = {}) {
    const key = table.foreign(`${noun}_id`, `${own}_${noun}_foreign`).references(`sandbox_${plural}.id`)
    if (isPart) key.onDelete('cascade')
    return table.integer(`${noun}_id`).unsigned()
  }

  #modified(table: Table, own: string) {
    table.dateTime('modified_at').notNullable()
    table.index(['modified_at', 'id'], `${own}_modified_index`)
  }
}
