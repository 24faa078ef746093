import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('sandbox_settings', (table) => {
      table.increments('id')
      table.string('company', 120).notNullable()
      table.string('currency', 3).notNullable()
      table.string('time_zone', 60).notNullable()
      table.string('closed_until', 10).nullable()
      table.boolean('has_unique_references').notNullable().defaultTo(false)
    })

    this.schema.createTable('sandbox_counters', (table) => {
      table.string('name', 40).notNullable().primary('sandbox_counters_pk')
      table.integer('last').notNullable()
    })

    this.schema.createTable('sandbox_customers', (table) => {
      table.increments('id')
      table.string('number', 40).notNullable().unique({ indexName: 'sandbox_customers_number_unique' })
      table.string('name', 200).notNullable()
      table.string('tax_id', 40).nullable()
      table.string('email', 254).nullable()
      table.string('phone', 60).nullable()
      table.string('website', 200).nullable()
      table.string('language', 2).nullable()
      table.integer('payment_days').notNullable().defaultTo(30)
      table.boolean('is_active').notNullable().defaultTo(true)
      table.boolean('is_blocked').notNullable().defaultTo(false)
      table.dateTime('modified_at').notNullable()
      table.index(['modified_at', 'id'], 'sandbox_customers_modified_index')
    })

    this.schema.createTable('sandbox_addresses', (table) => {
      table.increments('id')
      this.#customer(table, 'sandbox_addresses').onDelete('cascade')
      table.string('street', 200).notNullable()
      table.string('postal_code', 20).notNullable()
      table.string('city', 100).notNullable()
      table.string('country', 2).notNullable()
      table.boolean('is_active').notNullable().defaultTo(true)
    })

    this.schema.createTable('sandbox_contacts', (table) => {
      table.increments('id')
      this.#customer(table, 'sandbox_contacts').onDelete('cascade')
      table.string('name', 120).notNullable()
      table.string('email', 254).nullable()
      table.string('phone', 60).nullable()
    })

    this.schema.createTable('sandbox_products', (table) => {
      table.increments('id')
      table.string('number', 40).notNullable().unique({ indexName: 'sandbox_products_number_unique' })
      table.string('name', 200).notNullable()
      table.string('unit', 20).notNullable()
      table.string('list_price', 32).notNullable()
      table.integer('tax_percent').notNullable()
      table.boolean('is_active').notNullable().defaultTo(true)
      table.boolean('is_serialised').notNullable().defaultTo(false)
      table.boolean('is_service').notNullable().defaultTo(false)
      table.string('contract_model', 40).nullable()
      table.dateTime('modified_at').notNullable()
      table.index(['modified_at', 'id'], 'sandbox_products_modified_index')
    })
  }

  async down() {
    for (const name of ['products', 'contacts', 'addresses', 'customers', 'counters', 'settings']) {
      this.schema.dropTable(`sandbox_${name}`)
    }
  }

  #customer(table: Parameters<Parameters<typeof this.schema.createTable>[1]>[0], name: string) {
    return table
      .integer('customer_id')
      .unsigned()
      .notNullable()
      .references('sandbox_customers.id')
      .withKeyName(`${name}_customer_foreign`)
  }
}
