import { BaseSchema } from '@adonisjs/lucid/schema'
import { externalKey, mirroredColumns } from '#database/mirrored_columns'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('customers', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'customers')
      table.string('number', 64).notNullable()
      table.string('name', 255).notNullable()
      table.string('tax_id', 64).nullable()
      table.string('email', 255).nullable()
      table.string('phone', 64).nullable()
      table.string('website', 255).nullable()
      table.string('language', 2).nullable()
      table.boolean('is_active').notNullable()
      table.boolean('is_blocked').notNullable()
      table.index(['name', 'id'], 'customers_name_index')
      table.index(['number', 'id'], 'customers_number_index')
      table.index(['tax_id'], 'customers_tax_id_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'customers_sweep_index')
    })

    this.schema.createTable('customer_addresses', (table) => {
      table.bigIncrements('id')
      table.bigInteger('customer_id').unsigned().notNullable()
      externalKey(table, dialect, 'external_id').notNullable()
      table.string('street', 255).notNullable()
      table.string('postal_code', 32).notNullable()
      table.string('city', 128).notNullable()
      table.string('country', 2).notNullable()
      table.boolean('is_active').notNullable()
      table.dateTime('gone_at').nullable()
      table.unique(['customer_id', 'external_id'], { indexName: 'customer_addresses_external_unique' })
      table.foreign('customer_id', 'customer_addresses_customer_foreign').references('customers.id')
    })

    this.schema.createTable('customer_contacts', (table) => {
      table.bigIncrements('id')
      table.bigInteger('customer_id').unsigned().notNullable()
      externalKey(table, dialect, 'external_id').notNullable()
      table.string('name', 255).notNullable()
      table.string('email', 255).nullable()
      table.string('phone', 64).nullable()
      table.dateTime('gone_at').nullable()
      table.unique(['customer_id', 'external_id'], { indexName: 'customer_contacts_external_unique' })
      table.foreign('customer_id', 'customer_contacts_customer_foreign').references('customers.id')
    })
  }

  async down() {
    this.schema.dropTable('customer_contacts')
    this.schema.dropTable('customer_addresses')
    this.schema.dropTable('customers')
  }
}
