import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('renewal_settings', (table) => {
      table.integer('id').unsigned().notNullable().primary()
      table.integer('alert_days').unsigned().notNullable()
      table.boolean('writes_reminders').notNullable()
      table.dateTime('updated_at').notNullable()
    })

    this.schema.createTable('reminder_windows', (table) => {
      table.increments('id')
      table.string('country', 2).notNullable()
      table.integer('from_days').unsigned().notNullable()
      table.integer('to_days').unsigned().notNullable()
      table.string('law', 160).nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['country'], { indexName: 'reminder_windows_country_unique' })
    })

    this.schema.createTable('contract_letters', (table) => {
      table.increments('id')
      table.string('number', 20).notNullable()
      table.integer('service_contract_id').unsigned().notNullable()
      table.string('kind', 24).notNullable()
      // what it tells: term, notice or revaluation run; one letter of a kind tells it once
      table.string('fact_key', 60).notNullable()
      table.integer('revaluation_run_id').unsigned().nullable()
      table.string('locale', 2).notNullable()
      table.string('to_name', 255).notNullable()
      table.string('to_email', 255).nullable()
      table.string('state', 10).notNullable()
      // the whole text as it was written: printing again gives the same
      table.text('content', 'longtext').notNullable()
      table.string('content_hash', 64).notNullable()
      table.bigInteger('mail_id').unsigned().nullable()
      table.string('sent_by', 120).nullable()
      table.dateTime('sent_at').nullable()
      table.dateTime('created_at').notNullable()
      table.unique(['number'], { indexName: 'contract_letters_number_unique' })
      table.unique(['service_contract_id', 'kind', 'fact_key'], { indexName: 'contract_letters_fact_unique' })
      table.index(['state', 'id'], 'contract_letters_state_index')
      table.index(['revaluation_run_id', 'id'], 'contract_letters_run_index')
      table.foreign('service_contract_id', 'contract_letters_contract_foreign').references('service_contracts.id')
    })
  }

  async down() {
    for (const table of ['contract_letters', 'reminder_windows', 'renewal_settings']) this.schema.dropTable(table)
  }
}
