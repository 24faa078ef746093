import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('contract_people', (table) => {
      table.increments('id')
      table.integer('service_contract_id').unsigned().notNullable()
      table.integer('user_id').unsigned().nullable()
      table.integer('contact_id').unsigned().nullable()
      table.string('role', 16).notNullable()
      table.string('notes', 255).nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['service_contract_id', 'user_id', 'role'], { indexName: 'contract_people_user_unique' })
      table.unique(['service_contract_id', 'contact_id', 'role'], { indexName: 'contract_people_contact_unique' })
      table.index(['user_id', 'service_contract_id'], 'contract_people_user_index')
      table.foreign('service_contract_id', 'contract_people_contract_foreign').references('service_contracts.id')
      table.foreign('user_id', 'contract_people_user_foreign').references('users.id')
      table.foreign('contact_id', 'contract_people_contact_foreign').references('contacts.id')
    })

    this.schema.createTable('contract_activities', (table) => {
      table.increments('id')
      table.integer('service_contract_id').unsigned().notNullable()
      table.string('subject', 160).notNullable()
      table.string('kind', 12).notNullable()
      table.integer('owner_id').unsigned().nullable()
      table.string('starts_on', 10).nullable()
      table.string('due_on', 10).notNullable()
      table.string('done_on', 10).nullable()
      table.integer('progress').unsigned().notNullable().defaultTo(0)
      table.text('notes').nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.index(['service_contract_id', 'due_on'], 'contract_activities_contract_index')
      table.index(['owner_id', 'done_on', 'due_on'], 'contract_activities_owner_index')
      table.index(['due_on', 'id'], 'contract_activities_due_index')
      table.foreign('service_contract_id', 'contract_activities_contract_foreign').references('service_contracts.id')
      table.foreign('owner_id', 'contract_activities_owner_foreign').references('users.id')
    })

    this.schema.alterTable('service_contracts', (table) => {
      table.integer('ordering_party_id').unsigned().nullable()
      table.integer('payer_id').unsigned().nullable()
    })

    this.schema.createTable('contract_orders', (table) => {
      table.increments('id')
      table.integer('service_contract_id').unsigned().notNullable()
      // null: for every line
      table.integer('contract_line_id').unsigned().nullable()
      table.string('number', 64).notNullable()
      table.string('from_on', 10).nullable()
      table.string('to_on', 10).nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.index(['service_contract_id', 'id'], 'contract_orders_contract_index')
      table.index(['contract_line_id', 'id'], 'contract_orders_line_index')
      table.foreign('service_contract_id', 'contract_orders_contract_foreign').references('service_contracts.id')
      table.foreign('contract_line_id', 'contract_orders_line_foreign').references('contract_lines.id')
    })
  }

  async down() {
    this.schema.dropTable('contract_orders')
    this.schema.alterTable('service_contracts', (table) => void table.dropColumns('ordering_party_id', 'payer_id'))
    this.schema.dropTable('contract_activities')
    this.schema.dropTable('contract_people')
  }
}
