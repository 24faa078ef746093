import { BaseSchema } from '@adonisjs/lucid/schema'
import { billingPolicyColumns } from '#database/billing_policy_columns'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('service_contracts', (table) => {
      table.increments('id')
      table.string('number', 20).notNullable()
      table.string('title', 160).nullable()
      table.string('kind', 12).notNullable()
      table.integer('contract_model_id').unsigned().nullable()
      table.integer('company_id').unsigned().notNullable()
      table.integer('bill_to_id').unsigned().notNullable()
      table.string('status', 10).notNullable()
      table.string('currency', 3).notNullable()
      table.string('starts_on', 10).notNullable()
      table.string('ends_on', 10).nullable()
      billingPolicyColumns(table)
      table.string('source', 12).notNullable()
      // backend, order, line and model: what makes the birth from an order line happen once
      table.string('source_key', 160).nullable()
      table.bigInteger('sales_order_line_id').unsigned().nullable()
      table.string('sales_order_number', 64).nullable()
      table.text('notes').nullable()
      table.integer('owner_id').unsigned().nullable()
      table.integer('group_id').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['number'], { indexName: 'service_contracts_number_unique' })
      table.unique(['source_key'], { indexName: 'service_contracts_source_unique' })
      table.index(['company_id', 'status'], 'service_contracts_company_index')
      table.index(['bill_to_id', 'id'], 'service_contracts_bill_to_index')
      table.index(['status', 'id'], 'service_contracts_status_index')
      table.index(['starts_on', 'id'], 'service_contracts_starts_index')
      table.foreign('company_id', 'service_contracts_company_foreign').references('companies.id')
      table.foreign('bill_to_id', 'service_contracts_bill_to_foreign').references('companies.id')
      table.foreign('contract_model_id', 'service_contracts_model_foreign').references('contract_models.id')
    })

    this.schema.createTable('contract_lines', (table) => {
      table.increments('id')
      table.integer('service_contract_id').unsigned().notNullable()
      table.integer('position').unsigned().notNullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.string('description', 255).notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.string('starts_on', 10).notNullable()
      table.string('ends_on', 10).nullable()
      table.bigInteger('installed_item_id').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['service_contract_id', 'position'], { indexName: 'contract_lines_position_unique' })
      table.foreign('service_contract_id', 'contract_lines_contract_foreign').references('service_contracts.id')
      table.foreign('product_id', 'contract_lines_product_foreign').references('products.id')
    })

    this.schema.createTable('contract_line_events', (table) => {
      table.increments('id')
      table.integer('contract_line_id').unsigned().notNullable()
      table.string('happens_on', 10).notNullable()
      table.string('kind', 10).notNullable()
      table.text('terms').notNullable()
      table.string('reason', 255).nullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.dateTime('created_at').notNullable()
      table.index(['contract_line_id', 'happens_on', 'id'], 'contract_line_events_line_index')
      table.foreign('contract_line_id', 'contract_line_events_line_foreign').references('contract_lines.id')
    })

    this.schema.createTable('contract_alerts', (table) => {
      table.increments('id')
      table.integer('service_contract_id').unsigned().notNullable()
      table.string('kind', 30).notNullable()
      table.string('fact_key', 160).notNullable()
      table.text('terms').notNullable()
      table.dateTime('raised_at').notNullable()
      table.dateTime('settled_at').nullable()
      table.string('settled_by', 120).nullable()
      table.unique(['service_contract_id', 'kind', 'fact_key'], { indexName: 'contract_alerts_fact_unique' })
      table.index(['settled_at', 'id'], 'contract_alerts_open_index')
      table.foreign('service_contract_id', 'contract_alerts_contract_foreign').references('service_contracts.id')
    })
  }

  async down() {
    for (const table of ['contract_alerts', 'contract_line_events', 'contract_lines', 'service_contracts']) {
      this.schema.dropTable(table)
    }
  }
}
