import { BaseSchema } from '@adonisjs/lucid/schema'
import { SANDBOX_MASTERS } from '#database/sandbox_masters'

type Table = Parameters<Parameters<BaseSchema['schema']['createTable']>[1]>[0]

export default class extends BaseSchema {
  async up() {
    this.#master('companies', (table) => {
      table.string('tax_id', 40).nullable()
      table.string('currency', 3).notNullable()
      table.string('country', 2).notNullable()
    })
    this.#master('currencies', (table) => table.integer('decimals').notNullable())
    this.#master('tax_codes', (table) => {
      table.integer('percent').notNullable()
      table.string('area', 20).nullable()
      table.string('valid_from', 10).nullable()
      table.string('valid_until', 10).nullable()
    })
    // instalments: `percent/days/end of month` parted by blanks, the rest with an asterisk
    this.#master('payment_terms', (table) => table.string('instalments', 120).notNullable())
    this.#master('sites', (table) => {
      this.#refers(table, 'sites', 'company', 'companies').notNullable()
      table.string('place', 200).nullable()
      table.boolean('is_invoicing').notNullable()
      table.boolean('has_stock').notNullable()
    })
    this.#master('price_lists', (table) => {
      table.string('currency', 3).notNullable()
      table.boolean('includes_tax').notNullable()
      table.string('valid_from', 10).nullable()
      table.string('valid_until', 10).nullable()
    })

    this.schema.createTable('sandbox_price_list_lines', (table) => {
      table.increments('id')
      this.#refers(table, 'price_list_lines', 'price_list', 'price_lists').notNullable()
      this.#refers(table, 'price_list_lines', 'product', 'products').notNullable()
      table.string('from_quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.string('valid_from', 10).nullable()
      table.string('valid_until', 10).nullable()
    })

    this.schema.createTable('sandbox_stock', (table) => {
      table.increments('id')
      this.#refers(table, 'stock', 'product', 'products').notNullable()
      this.#refers(table, 'stock', 'site', 'sites').notNullable()
      table.integer('quantity').notNullable()
      table.integer('reserved').notNullable().defaultTo(0)
      table.unique(['product_id', 'site_id'], { indexName: 'sandbox_stock_place_unique' })
      this.#modified(table, 'stock')
    })

    this.schema.alterTable('sandbox_customers', (table) => {
      table.integer('payment_term_id').unsigned().nullable()
      table.integer('price_list_id').unsigned().nullable()
    })
    for (const master of Object.keys(SANDBOX_MASTERS)) {
      this.defer(async (db) => {
        await db.table(`sandbox_${master}`).multiInsert(SANDBOX_MASTERS[master])
      })
    }
  }

  async down() {
    this.schema.alterTable('sandbox_customers', (table) => table.dropColumns('payment_term_id', 'price_list_id'))
    for (const name of ['stock', 'price_list_lines', 'price_lists', 'sites', 'payment_terms', 'tax_codes', 'currencies', 'companies']) {
      this.schema.dropTable(`sandbox_${name}`)
    }
  }

  #master(name: string, own: (table: Table) => void) {
    this.schema.createTable(`sandbox_${name}`, (table) => {
      table.increments('id')
      table.string('code', 40).notNullable().unique({ indexName: `sandbox_${name}_code_unique` })
      table.string('name', 120).notNullable()
      own(table)
      table.boolean('is_active').notNullable().defaultTo(true)
      this.#modified(table, name)
    })
  }

  #refers(table: Table, own: string, noun: string, plural: string) {
    table.foreign(`${noun}_id`, `sandbox_${own}_${noun}_foreign`).references(`sandbox_${plural}.id`).onDelete('cascade')
    return table.integer(`${noun}_id`).unsigned()
  }

  #modified(table: Table, own: string) {
    table.dateTime('modified_at').notNullable()
    table.index(['modified_at', 'id'], `sandbox_${own}_modified_index`)
  }
}
