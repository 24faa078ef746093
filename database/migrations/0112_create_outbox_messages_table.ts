import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('outbox_messages', (table) => {
      table.bigIncrements('id')
      table.string('kind', 60).notNullable()
      table.string('subject_type', 60).notNullable()
      table.bigInteger('subject_id').notNullable()
      // whom it is for: an ERP connection, say
      table.string('target', 60).nullable()
      table.string('reference', 60).notNullable()
      table.text('payload', 'longtext').notNullable()
      table.string('payload_hash', 64).notNullable()
      table.string('state', 10).notNullable().defaultTo('pending')
      // whether the other side may hold it: never send again before looking
      table.boolean('may_be_there').notNullable().defaultTo(false)
      table.integer('step').notNullable().defaultTo(0)
      table.integer('attempts').notNullable().defaultTo(0)
      table.integer('look_ups').notNullable().defaultTo(0)
      table.dateTime('next_attempt_at').nullable()
      table.dateTime('sent_at').nullable()
      table.dateTime('done_at').nullable()
      table.string('problem_code', 80).nullable()
      table.text('last_error', 'longtext').nullable()
      table.text('reply', 'longtext').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['reference'], { indexName: 'outbox_messages_reference_unique' })
      table.index(['state', 'next_attempt_at'], 'outbox_messages_due_index')
      table.index(['kind', 'state', 'id'], 'outbox_messages_kind_index')
      table.index(['subject_type', 'subject_id'], 'outbox_messages_subject_index')
    })

    this.schema.createTable('outbox_events', (table) => {
      table.bigIncrements('id')
      table.bigInteger('outbox_message_id').unsigned().notNullable()
      table.string('happening', 40).notNullable()
      table.string('from_state', 10).notNullable()
      table.string('to_state', 10).notNullable()
      table.text('note', 'longtext').nullable()
      table.integer('actor_id').nullable()
      table.string('actor_name', 150).nullable()
      table.dateTime('created_at').notNullable()

      table
        .foreign('outbox_message_id', 'outbox_events_message_foreign')
        .references('outbox_messages.id')
        .onDelete('CASCADE')
      table.index(['outbox_message_id', 'id'], 'outbox_events_message_index')
    })
  }

  async down() {
    this.schema.dropTable('outbox_events')
    this.schema.dropTable('outbox_messages')
  }
}
