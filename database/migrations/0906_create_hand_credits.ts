import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('hand_credits', (table) => {
      table.bigIncrements('id')
      table.bigInteger('erp_invoice_id').unsigned().notNullable()
      table.bigInteger('invoice_id').unsigned().notNullable()
      table.string('currency', 3).notNullable()
      // how much of the net was taken off, above zero, and what of it exceeds what was left of the charges
      table.bigInteger('net_cents').notNullable()
      table.bigInteger('excess_cents').notNullable()
      table.string('treatment', 8).notNullable()
      table.string('decided_by', 120).nullable()
      table.string('reason', 255).nullable()
      table.dateTime('decided_at').nullable()
      table.dateTime('created_at').notNullable()
      table.unique(['erp_invoice_id'], { indexName: 'hand_credits_erp_invoice_unique' })
      table.index(['invoice_id', 'id'], 'hand_credits_invoice_index')
      table.foreign('erp_invoice_id', 'hand_credits_erp_invoice_foreign').references('erp_invoices.id')
      table.foreign('invoice_id', 'hand_credits_invoice_foreign').references('invoices.id')
    })

    this.schema.createTable('hand_credit_shares', (table) => {
      table.bigIncrements('id')
      table.bigInteger('hand_credit_id').unsigned().notNullable()
      table.bigInteger('charge_id').unsigned().notNullable()
      table.bigInteger('net_cents').notNullable()
      table.unique(['hand_credit_id', 'charge_id'], { indexName: 'hand_credit_shares_charge_unique' })
      table.index(['charge_id'], 'hand_credit_shares_charge_index')
      table.foreign('hand_credit_id', 'hand_credit_shares_credit_foreign').references('hand_credits.id').onDelete('CASCADE')
      table.foreign('charge_id', 'hand_credit_shares_charge_foreign').references('charges.id')
    })
  }

  async down() {
    this.schema.dropTable('hand_credit_shares')
    this.schema.dropTable('hand_credits')
  }
}
