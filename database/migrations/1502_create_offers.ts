import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('offers', (table) => {
      table.increments('id')
      table.string('number', 20).notNullable()
      table.string('subject', 160).notNullable()
      table.integer('company_id').unsigned().notNullable()
      table.integer('contact_id').unsigned().nullable()
      table.integer('opportunity_id').unsigned().nullable()
      table.string('status', 10).notNullable()
      // the last day on which the customer may accept
      table.string('valid_until', 10).notNullable()
      table.string('currency', 3).notNullable()
      table.text('description', 'longtext').nullable()
      table.bigInteger('budget_cents').nullable()
      table.bigInteger('net_cents').notNullable()
      table.string('sent_on', 10).nullable()
      table.string('decided_on', 10).nullable()
      table.string('customer_reference', 64).nullable()
      table.string('reject_reason', 16).nullable()
      table.text('closing_note').nullable()
      // the offer that this one takes the place of once it is sent
      table.integer('replaces_id').unsigned().nullable()
      table.integer('owner_id').unsigned().nullable()
      table.integer('group_id').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['number'], { indexName: 'offers_number_unique' })
      table.unique(['replaces_id'], { indexName: 'offers_replaces_unique' })
      table.index(['company_id', 'id'], 'offers_company_index')
      table.index(['opportunity_id', 'id'], 'offers_opportunity_index')
      table.index(['status', 'valid_until', 'id'], 'offers_status_index')
      table.index(['valid_until', 'id'], 'offers_valid_index')
      table.index(['owner_id', 'id'], 'offers_owner_index')
      table.foreign('company_id', 'offers_company_foreign').references('companies.id')
      table.foreign('contact_id', 'offers_contact_foreign').references('contacts.id')
      table.foreign('opportunity_id', 'offers_opportunity_foreign').references('opportunities.id')
      table.foreign('replaces_id', 'offers_replaces_foreign').references('offers.id')
    })

    this.schema.createTable('offer_lines', (table) => {
      table.increments('id')
      table.integer('offer_id').unsigned().notNullable()
      table.integer('position').unsigned().notNullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.string('description', 255).notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.string('discount_percent', 32).nullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['offer_id', 'position'], { indexName: 'offer_lines_position_unique' })
      table.foreign('offer_id', 'offer_lines_offer_foreign').references('offers.id').onDelete('CASCADE')
      table.foreign('product_id', 'offer_lines_product_foreign').references('products.id')
    })
  }

  async down() {
    this.schema.dropTable('offer_lines')
    this.schema.dropTable('offers')
  }
}
