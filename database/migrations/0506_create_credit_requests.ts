import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('credit_requests', (table) => {
      table.increments('id')
      table.integer('company_id').unsigned().notNullable()
      table.bigInteger('invoice_id').unsigned().notNullable()
      table.bigInteger('charge_id').unsigned().notNullable()
      table.string('description', 255).notNullable()
      table.string('currency', 3).notNullable()
      // what is to be given back, above zero; the quantity where a person named one
      table.bigInteger('net_cents').notNullable()
      table.string('quantity', 32).nullable()
      table.string('reason', 255).notNullable()
      table.string('state', 10).notNullable()
      table.string('withdrawn_reason', 255).nullable()
      table.string('asked_on', 10).notNullable()
      table.integer('requested_by_id').unsigned().nullable()
      table.string('requested_by', 120).nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.index(['charge_id', 'state'], 'credit_requests_charge_index')
      table.index(['invoice_id', 'id'], 'credit_requests_invoice_index')
      table.index(['state', 'id'], 'credit_requests_state_index')
      table.index(['company_id', 'id'], 'credit_requests_company_index')
      table.foreign('company_id', 'credit_requests_company_foreign').references('companies.id')
      table.foreign('invoice_id', 'credit_requests_invoice_foreign').references('invoices.id')
      table.foreign('charge_id', 'credit_requests_charge_foreign').references('charges.id')
    })
  }

  async down() {
    this.schema.dropTable('credit_requests')
  }
}
