import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('installed_sites', (table) => {
      table.increments('id')
      table.string('name', 120).notNullable()
      table.integer('company_id').unsigned().nullable()
      table.string('street', 255).nullable()
      table.string('postal_code', 32).nullable()
      table.string('city', 128).nullable()
      table.string('country', 2).nullable()
      table.string('latitude', 16).nullable()
      table.string('longitude', 16).nullable()
      table.text('notes').nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.index(['name', 'id'], 'installed_sites_name_index')
      table.index(['city', 'id'], 'installed_sites_city_index')
      table.foreign('company_id', 'installed_sites_company_foreign').references('companies.id')
    })

    this.schema.createTable('commercial_groups', (table) => {
      table.increments('id')
      table.string('code', 64).notNullable()
      table.string('name', 120).notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['code'], { indexName: 'commercial_groups_code_unique' })
      table.index(['name', 'id'], 'commercial_groups_name_index')
    })
  }

  async down() {
    this.schema.dropTable('commercial_groups')
    this.schema.dropTable('installed_sites')
  }
}
