import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('ordering_parties', (table) => {
      table.increments('id')
      table.integer('company_id').unsigned().notNullable()
      table.string('name', 120).notNullable()
      // the company whose contracts may pay for what this party orders
      table.integer('party_company_id').unsigned().nullable()
      table.text('answers', 'longtext').notNullable()
      table.boolean('is_active').notNullable().defaultTo(true)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['company_id', 'name'], { indexName: 'ordering_parties_name_unique' })
      table.foreign('company_id', 'ordering_parties_company_foreign').references('companies.id')
      table.foreign('party_company_id', 'ordering_parties_party_foreign').references('companies.id')
    })

    this.schema.createTable('ordering_party_fields', (table) => {
      table.increments('id')
      table.string('label', 64).notNullable()
      table.string('kind', 12).notNullable()
      table.boolean('is_required').notNullable()
      table.boolean('is_active').notNullable()
      table.integer('position').notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['label'], { indexName: 'ordering_party_fields_label_unique' })
      table.index(['position', 'id'], 'ordering_party_fields_position_index')
    })
  }

  async down() {
    this.schema.dropTable('ordering_party_fields')
    this.schema.dropTable('ordering_parties')
  }
}
