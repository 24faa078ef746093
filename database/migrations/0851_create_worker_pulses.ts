import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('worker_pulses', (table) => {
      table.increments('id')
      // host, process and when it began: a number of a process is given again
      table.string('worker', 120).notNullable()
      table.text('figures', 'longtext').notNullable()
      table.dateTime('started_at').notNullable()
      table.dateTime('seen_at').notNullable()
      table.unique(['worker'], { indexName: 'worker_pulses_worker_unique' })
      table.index(['seen_at'], 'worker_pulses_seen_index')
    })
  }

  async down() {
    this.schema.dropTable('worker_pulses')
  }
}
