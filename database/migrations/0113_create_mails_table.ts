import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('mails', (table) => {
      table.bigIncrements('id')
      table.string('to_address', 254).notNullable()
      table.string('template', 60).notNullable()
      table.string('locale', 10).notNullable()
      table.string('subject', 250).notNullable()
      // what the template is filled with; erased once sent, since it may hold a secret link
      table.text('template_values', 'longtext').nullable()
      // queued, sent, unsent
      table.string('state', 10).notNullable().defaultTo('queued')
      table.string('problem_code', 60).nullable()
      table.string('problem', 500).nullable()
      table.dateTime('sent_at').nullable()
      table.dateTime('created_at').notNullable()

      table.index(['state', 'id'], 'mails_state_index')
    })
  }

  async down() {
    this.schema.dropTable('mails')
  }
}
