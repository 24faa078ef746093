import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('coverage_decisions', (table) => {
      table.bigIncrements('id')
      table.string('number', 20).notNullable()
      // named by whoever asks; asking twice reserves once
      table.string('source_key', 120).nullable()
      table.integer('company_id').unsigned().notNullable()
      table.bigInteger('installed_item_id').unsigned().nullable()
      table.integer('skill_id').unsigned().nullable()
      table.string('status', 10).notNullable()
      table.dateTime('requested_at').notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('amount_cents').notNullable()
      table.bigInteger('covered_cents').notNullable()
      table.bigInteger('billable_cents').notNullable()
      table.string('engine', 16).notNullable()
      table.text('inputs', 'longtext').notNullable()
      table.text('decision', 'longtext').notNullable()
      table.dateTime('expires_at').notNullable()
      table.dateTime('settled_at').nullable()
      table.string('settled_by', 120).nullable()
      table.integer('owner_id').unsigned().nullable()
      table.integer('group_id').unsigned().nullable()
      table.string('made_by', 120).nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['number'], { indexName: 'coverage_decisions_number_unique' })
      table.unique(['source_key'], { indexName: 'coverage_decisions_source_unique' })
      table.index(['company_id', 'id'], 'coverage_decisions_company_index')
      table.index(['installed_item_id', 'id'], 'coverage_decisions_item_index')
      table.index(['status', 'expires_at'], 'coverage_decisions_expiry_index')
      table.foreign('company_id', 'coverage_decisions_company_foreign').references('companies.id')
    })

    this.schema.createTable('coverage_uses', (table) => {
      table.bigIncrements('id')
      table.integer('service_contract_id').unsigned().notNullable()
      table.bigInteger('coverage_decision_id').unsigned().notNullable()
      table.string('limit_key', 120).notNullable()
      // the item or skill the limit is counted for
      table.string('use_key', 120).nullable()
      table.string('period_from', 10).nullable()
      table.string('kind', 8).notNullable()
      // minor units of the contract's currency, or millionths of a unit
      table.bigInteger('used').notNullable()
      table.string('status', 10).notNullable()
      table.index(['service_contract_id', 'status'], 'coverage_uses_contract_index')
      table.index(['coverage_decision_id'], 'coverage_uses_decision_index')
      table.foreign('service_contract_id', 'coverage_uses_contract_foreign').references('service_contracts.id')
      table.foreign('coverage_decision_id', 'coverage_uses_decision_foreign').references('coverage_decisions.id')
    })

    this.schema.createTable('coverage_settings', (table) => {
      table.integer('id').unsigned().notNullable().primary()
      table.string('class_order', 80).notNullable()
      table.string('percent_of', 12).notNullable()
      table.integer('reservation_days').unsigned().notNullable()
      table.dateTime('updated_at').notNullable()
    })
  }

  async down() {
    for (const table of ['coverage_settings', 'coverage_uses', 'coverage_decisions']) this.schema.dropTable(table)
  }
}
