import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('opportunities', (table) => {
      table.increments('id')
      table.string('number', 20).notNullable()
      table.string('title', 160).notNullable()
      table.integer('company_id').unsigned().notNullable()
      table.integer('contact_id').unsigned().nullable()
      table.string('origin', 16).nullable()
      table.string('status', 8).notNullable()
      table.string('closes_on', 10).notNullable()
      table.integer('probability').unsigned().notNullable()
      table.string('currency', 3).notNullable()
      // the sum of the lines, or what a person expects while there are none
      table.bigInteger('amount_cents').notNullable()
      table.bigInteger('weighted_cents').notNullable()
      table.string('lost_reason', 16).nullable()
      table.text('closing_note').nullable()
      table.string('closed_on', 10).nullable()
      table.text('notes', 'longtext').nullable()
      table.integer('owner_id').unsigned().nullable()
      table.integer('group_id').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['number'], { indexName: 'opportunities_number_unique' })
      table.index(['company_id', 'id'], 'opportunities_company_index')
      table.index(['status', 'closes_on', 'id'], 'opportunities_status_index')
      table.index(['closes_on', 'id'], 'opportunities_closes_index')
      table.index(['owner_id', 'id'], 'opportunities_owner_index')
      table.foreign('company_id', 'opportunities_company_foreign').references('companies.id')
      table.foreign('contact_id', 'opportunities_contact_foreign').references('contacts.id')
    })

    this.schema.createTable('opportunity_lines', (table) => {
      table.increments('id')
      table.integer('opportunity_id').unsigned().notNullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.string('description', 255).notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.index(['opportunity_id', 'id'], 'opportunity_lines_opportunity_index')
      table.foreign('opportunity_id', 'opportunity_lines_opportunity_foreign').references('opportunities.id').onDelete('CASCADE')
      table.foreign('product_id', 'opportunity_lines_product_foreign').references('products.id')
    })
  }

  async down() {
    this.schema.dropTable('opportunity_lines')
    this.schema.dropTable('opportunities')
  }
}
