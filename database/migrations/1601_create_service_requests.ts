import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('service_requests', (table) => {
      table.increments('id')
      table.string('number', 20).notNullable()
      table.string('status', 12).notNullable()
      table.boolean('is_open').notNullable()
      table.integer('company_id').unsigned().notNullable()
      table.integer('contact_id').unsigned().nullable()
      table.bigInteger('installed_item_id').unsigned().nullable()
      table.integer('service_contract_id').unsigned().nullable()
      table.integer('skill_id').unsigned().nullable()
      // 1 is the most severe
      table.string('severity', 1).notNullable()
      table.string('channel', 10).notNullable()
      table.string('subject', 160).notNullable()
      table.text('description', 'longtext').nullable()
      table.string('received_on', 10).notNullable()
      // as the person wrote it, in their zone; the instant is what counts
      table.string('received_time', 5).notNullable()
      table.dateTime('received_at').notNullable()
      table.string('waiting_for', 12).nullable()
      table.text('solution').nullable()
      table.dateTime('solved_at').nullable()
      table.dateTime('closed_at').nullable()
      table.string('currency', 3).notNullable()
      table.string('work_state', 10).notNullable()
      // how often the work was approved
      table.integer('work_revision').unsigned().notNullable()
      table.bigInteger('work_cents').notNullable()
      table.bigInteger('covered_cents').nullable()
      table.bigInteger('points_cents').nullable()
      table.bigInteger('billable_cents').nullable()
      table.bigInteger('coverage_decision_id').unsigned().nullable()
      table.integer('assignee_id').unsigned().nullable()
      table.integer('group_id').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['number'], { indexName: 'service_requests_number_unique' })
      table.index(['status', 'id'], 'service_requests_status_index')
      table.index(['received_on', 'id'], 'service_requests_received_index')
      table.index(['company_id', 'id'], 'service_requests_company_index')
      table.index(['installed_item_id', 'id'], 'service_requests_item_index')
      table.index(['assignee_id', 'is_open', 'id'], 'service_requests_assignee_index')
      table.index(['severity', 'id'], 'service_requests_severity_index')
      table.foreign('company_id', 'service_requests_company_foreign').references('companies.id')
      table.foreign('contact_id', 'service_requests_contact_foreign').references('contacts.id').onDelete('SET NULL')
      table.foreign('installed_item_id', 'service_requests_item_foreign').references('installed_items.id')
      table.foreign('service_contract_id', 'service_requests_contract_foreign').references('service_contracts.id')
      table.foreign('skill_id', 'service_requests_skill_foreign').references('skills.id')
    })

    // append-only: what service levels are computed from
    this.schema.createTable('service_request_events', (table) => {
      table.increments('id')
      table.integer('service_request_id').unsigned().notNullable()
      table.dateTime('happened_at').notNullable()
      table.string('move', 10).notNullable()
      table.string('from_status', 12).nullable()
      table.string('to_status', 12).notNullable()
      table.string('severity', 1).notNullable()
      table.string('waiting_for', 12).nullable()
      table.integer('assignee_id').unsigned().nullable()
      table.text('reason').nullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()

      table.index(['service_request_id', 'id'], 'service_request_events_request_index')
      table.foreign('service_request_id', 'service_request_events_request_foreign').references('service_requests.id')
    })
  }

  async down() {
    this.schema.dropTable('service_request_events')
    this.schema.dropTable('service_requests')
  }
}
