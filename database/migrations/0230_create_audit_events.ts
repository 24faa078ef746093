import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('audit_events', (table) => {
      table.bigIncrements('id')
      table.dateTime('at').notNullable()
      // no foreign key: what a person did outlives the person
      table.integer('user_id').unsigned().nullable()
      table.string('kind', 60).notNullable()
      table.string('subject_type', 40).nullable()
      table.string('subject_id', 40).nullable()
      table.string('ip', 45).nullable()
      table.text('details', 'longtext').nullable()
      table.index(['at'], 'audit_events_at_index')
      table.index(['user_id', 'id'], 'audit_events_user_index')
      table.index(['kind', 'id'], 'audit_events_kind_index')
      table.index(['subject_type', 'subject_id', 'id'], 'audit_events_subject_index')
    })
  }

  async down() {
    this.schema.dropTable('audit_events')
  }
}
