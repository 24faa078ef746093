import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('companies', (table) => {
      table.increments('id')
      table.string('name', 255).notNullable()
      table.string('number', 64).nullable()
      table.string('status', 12).notNullable()
      table.bigInteger('customer_id').unsigned().nullable()
      table.string('tax_id', 64).nullable()
      table.string('email', 255).nullable()
      table.string('phone', 64).nullable()
      table.string('website', 255).nullable()
      table.string('language', 2).nullable()
      table.string('city', 128).nullable()
      table.string('country', 2).nullable()
      table.text('notes').nullable()
      table.boolean('is_blocked').notNullable().defaultTo(false)
      table.integer('owner_id').unsigned().nullable()
      table.integer('group_id').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['customer_id'], { indexName: 'companies_customer_unique' })
      table.index(['name', 'id'], 'companies_name_index')
      table.index(['number', 'id'], 'companies_number_index')
      table.index(['city', 'id'], 'companies_city_index')
      table.index(['status', 'name', 'id'], 'companies_status_index')
      table.index(['owner_id', 'name', 'id'], 'companies_owner_index')
      table.foreign('customer_id', 'companies_customer_foreign').references('customers.id')
    })

    this.schema.createTable('contacts', (table) => {
      table.increments('id')
      table.integer('company_id').unsigned().notNullable()
      table.string('first_name', 80).nullable()
      table.string('last_name', 120).notNullable()
      table.string('position', 120).nullable()
      table.string('email', 255).nullable()
      table.string('phone', 64).nullable()
      table.string('mobile', 64).nullable()
      table.string('language', 2).nullable()
      table.bigInteger('customer_contact_id').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['customer_contact_id'], { indexName: 'contacts_customer_contact_unique' })
      table.index(['last_name', 'id'], 'contacts_last_name_index')
      table.index(['company_id', 'last_name', 'id'], 'contacts_company_index')
      table.foreign('company_id', 'contacts_company_foreign').references('companies.id')
    })
  }

  async down() {
    this.schema.dropTable('contacts')
    this.schema.dropTable('companies')
  }
}
