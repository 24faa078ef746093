import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('schedule_ticks', (table) => {
      table.bigIncrements('id')
      table.string('name', 150).notNullable()
      table.dateTime('due_at').notNullable()
      // null between noticing the tick and handing its job to the queue
      table.dateTime('dispatched_at').nullable()
      table.dateTime('created_at').notNullable()

      table.unique(['name', 'due_at'], { indexName: 'schedule_ticks_name_due_unique' })
      table.index(['dispatched_at', 'created_at'], 'schedule_ticks_dispatched_index')
    })
  }

  async down() {
    this.schema.dropTable('schedule_ticks')
  }
}
