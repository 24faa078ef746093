import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('contract_terms', (table) => {
      table.increments('id')
      table.integer('service_contract_id').unsigned().notNullable()
      table.integer('term_no').unsigned().notNullable()
      table.string('starts_on', 10).notNullable()
      table.string('ends_on', 10).notNullable()
      table.string('cause', 12).notNullable()
      // contract and number while the term stands: nothing is renewed twice
      table.string('live_key', 40).nullable()
      // what the renewal changed of lines, to take it back
      table.text('lines').notNullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('withdrawn_at').nullable()
      table.string('withdrawn_reason', 255).nullable()
      table.unique(['live_key'], { indexName: 'contract_terms_live_unique' })
      table.index(['service_contract_id', 'term_no'], 'contract_terms_contract_index')
      table.foreign('service_contract_id', 'contract_terms_contract_foreign').references('service_contracts.id')
    })

    this.schema.createTable('contract_notices', (table) => {
      table.increments('id')
      table.integer('service_contract_id').unsigned().notNullable()
      table.string('given_by', 8).notNullable()
      table.string('person', 120).nullable()
      table.string('channel', 10).notNullable()
      table.string('received_on', 10).notNullable()
      table.string('effective_on', 10).notNullable()
      table.string('deadline_on', 10).nullable()
      table.boolean('is_late').notNullable()
      // what the rules said where somebody decided for another day
      table.string('ruled_on', 10).nullable()
      table.string('override_reason', 255).nullable()
      table.string('reason', 255).nullable()
      // the end before the notice, to come back to
      table.string('ends_before', 10).nullable()
      // the contract while the notice stands
      table.integer('open_key').unsigned().nullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('withdrawn_at').nullable()
      table.string('withdrawn_reason', 255).nullable()
      table.string('withdrawn_by', 120).nullable()
      table.unique(['open_key'], { indexName: 'contract_notices_open_unique' })
      table.index(['service_contract_id', 'id'], 'contract_notices_contract_index')
      table.foreign('service_contract_id', 'contract_notices_contract_foreign').references('service_contracts.id')
    })
  }

  async down() {
    this.schema.dropTable('contract_notices')
    this.schema.dropTable('contract_terms')
  }
}
