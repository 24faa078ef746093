import { BaseSchema } from '@adonisjs/lucid/schema'
import { externalKey } from '#database/mirrored_columns'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('webhook_sources', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      // the part of the address that nobody guesses
      externalKey(table, dialect, 'address').notNullable()
      table.boolean('is_active').notNullable().defaultTo(true)
      table.dateTime('last_received_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['connection_id'], { indexName: 'webhook_sources_connection_unique' })
      table.unique(['address'], { indexName: 'webhook_sources_address_unique' })
      table.foreign('connection_id', 'webhook_sources_connection_foreign').references('erp_connections.id').onDelete('CASCADE')
    })

    this.schema.createTable('webhook_endpoints', (table) => {
      table.increments('id')
      table.string('name', 100).notNullable()
      table.string('url', 500).notNullable()
      // JSON list of event types
      table.text('events').notNullable()
      table.boolean('is_active').notNullable().defaultTo(true)
      table.string('off_reason', 20).nullable()
      table.integer('failures').unsigned().notNullable().defaultTo(0)
      table.dateTime('failing_since').nullable()
      table.dateTime('last_success_at').nullable()
      table.dateTime('last_failure_at').nullable()
      table.string('made_by', 120).nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['name'], { indexName: 'webhook_endpoints_name_unique' })
    })

    this.schema.createTable('webhook_secrets', (table) => {
      table.increments('id')
      table.integer('source_id').unsigned().nullable()
      table.integer('endpoint_id').unsigned().nullable()
      // encrypted
      table.text('material', 'longtext').notNullable()
      table.dateTime('expires_at').nullable()
      table.dateTime('last_used_at').nullable()
      table.string('made_by', 120).nullable()
      table.dateTime('created_at').notNullable()
      table.index(['source_id', 'id'], 'webhook_secrets_source_index')
      table.index(['endpoint_id', 'id'], 'webhook_secrets_endpoint_index')
      table.foreign('source_id', 'webhook_secrets_source_foreign').references('webhook_sources.id').onDelete('CASCADE')
      table.foreign('endpoint_id', 'webhook_secrets_endpoint_foreign').references('webhook_endpoints.id').onDelete('CASCADE')
    })

    this.schema.createTable('received_webhooks', (table) => {
      table.bigIncrements('id')
      table.integer('source_id').unsigned().notNullable()
      // the sender's identifier: the same message may come again
      const webhookId = table.string('webhook_id', 190)
      if (dialect === 'mysql') webhookId.collate('utf8mb4_bin')
      webhookId.notNullable()
      table.string('type', 120).notNullable()
      table.string('entity', 16).notNullable()
      externalKey(table, dialect, 'external_id').notNullable()
      table.text('body', 'longtext').notNullable()
      table.string('state', 10).notNullable()
      table.integer('attempts').unsigned().notNullable().defaultTo(0)
      table.dateTime('next_attempt_at').nullable()
      table.string('outcome', 20).nullable()
      table.text('problem').nullable()
      table.dateTime('sent_at').notNullable()
      table.dateTime('received_at').notNullable()
      table.dateTime('done_at').nullable()
      table.unique(['source_id', 'webhook_id'], { indexName: 'received_webhooks_message_unique' })
      table.index(['state', 'next_attempt_at'], 'received_webhooks_due_index')
      table.index(['source_id', 'entity', 'external_id', 'state'], 'received_webhooks_record_index')
      table.index(['source_id', 'state', 'id'], 'received_webhooks_inbox_index')
      table.foreign('source_id', 'received_webhooks_source_foreign').references('webhook_sources.id').onDelete('CASCADE')
    })

    this.schema.createTable('webhook_refusals', (table) => {
      table.increments('id')
      table.integer('source_id').unsigned().notNullable()
      table.string('reason', 20).notNullable()
      table.string('refused_on', 10).notNullable()
      table.integer('times').unsigned().notNullable()
      table.string('last_ip', 64).nullable()
      table.dateTime('last_at').notNullable()
      table.unique(['source_id', 'reason', 'refused_on'], { indexName: 'webhook_refusals_day_unique' })
      table.foreign('source_id', 'webhook_refusals_source_foreign').references('webhook_sources.id').onDelete('CASCADE')
    })

    this.schema.createTable('webhook_attempts', (table) => {
      table.bigIncrements('id')
      table.integer('endpoint_id').unsigned().notNullable()
      table.bigInteger('outbox_message_id').unsigned().notNullable()
      table.integer('number').unsigned().notNullable()
      table.string('problem_code', 40).nullable()
      table.integer('status').unsigned().nullable()
      table.integer('duration_ms').unsigned().notNullable()
      table.text('request', 'longtext').notNullable()
      table.text('answer', 'longtext').nullable()
      table.dateTime('attempted_at').notNullable()
      table.index(['endpoint_id', 'id'], 'webhook_attempts_endpoint_index')
      table.index(['outbox_message_id', 'id'], 'webhook_attempts_message_index')
      table.index(['attempted_at'], 'webhook_attempts_age_index')
      table.foreign('endpoint_id', 'webhook_attempts_endpoint_foreign').references('webhook_endpoints.id').onDelete('CASCADE')
      table.foreign('outbox_message_id', 'webhook_attempts_message_foreign').references('outbox_messages.id').onDelete('CASCADE')
    })
  }

  async down() {
    const tables = ['webhook_attempts', 'webhook_refusals', 'received_webhooks', 'webhook_secrets', 'webhook_endpoints', 'webhook_sources']
    for (const table of tables) this.schema.dropTable(table)
  }
}
