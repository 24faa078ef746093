import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('undertakings', (table) => {
      table.bigIncrements('id')
      table.string('name', 60).notNullable()
      // what it is about, such as the number of a run
      table.string('subject', 180).notNullable()
      // name and subject until it has ended: the same is not begun twice
      table.string('open_key', 245).nullable()
      table.text('asked', 'longtext').notNullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.string('state', 10).notNullable()
      table.integer('done').unsigned().notNullable().defaultTo(0)
      table.integer('total').unsigned().notNullable().defaultTo(0)
      // of the worker who holds it
      table.string('token', 36).nullable()
      table.dateTime('beat_at').nullable()
      table.text('result', 'longtext').nullable()
      table.text('refusal', 'longtext').nullable()
      table.string('error', 500).nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('ended_at').nullable()

      table.unique(['open_key'], { indexName: 'undertakings_open_unique' })
      table.index(['subject', 'name', 'id'], 'undertakings_subject_index')
      table.index(['ended_at'], 'undertakings_ended_index')
    })

    this.schema.createTable('undertaking_pages', (table) => {
      table.bigIncrements('id')
      table.bigInteger('undertaking_id').unsigned().notNullable()
      table.string('name', 30).notNullable()
      table.integer('number').unsigned().notNullable()
      table.text('content', 'longtext').notNullable()

      table.unique(['undertaking_id', 'name', 'number'], { indexName: 'undertaking_pages_number_unique' })
      table.foreign('undertaking_id', 'undertaking_pages_undertaking_foreign').references('undertakings.id').onDelete('CASCADE')
    })
  }

  async down() {
    this.schema.dropTable('undertaking_pages')
    this.schema.dropTable('undertakings')
  }
}
