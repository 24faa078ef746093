import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('manual_charges', (table) => {
      table.increments('id')
      // names the charge where it comes from, so that importing it twice changes nothing
      table.string('source_key', 80).nullable()
      table.integer('company_id').unsigned().notNullable()
      table.integer('bill_to_id').unsigned().notNullable()
      table.integer('service_contract_id').unsigned().nullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.bigInteger('tax_code_id').unsigned().nullable()
      table.string('description', 200).notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.string('due_on', 10).notNullable()
      table.string('period_from', 10).nullable()
      table.string('period_to', 10).nullable()
      table.string('purchase_order', 40).nullable()
      table.string('grouping', 10).notNullable()
      table.string('state', 10).notNullable()
      table.string('withdrawn_reason', 255).nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['source_key'], { indexName: 'manual_charges_source_key_unique' })
      table.index(['due_on', 'id'], 'manual_charges_due_index')
      table.index(['state', 'id'], 'manual_charges_state_index')
      table.index(['company_id', 'due_on', 'id'], 'manual_charges_company_index')
      table.foreign('company_id', 'manual_charges_company_foreign').references('companies.id')
      table.foreign('bill_to_id', 'manual_charges_bill_to_foreign').references('companies.id')
    })
  }

  async down() {
    this.schema.dropTable('manual_charges')
  }
}
