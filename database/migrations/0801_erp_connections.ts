import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('erp_connections', (table) => {
      table.increments('id')
      table.string('name', 100).notNullable()
      table.string('kind', 32).notNullable()
      table.text('settings', 'longtext').notNullable()
      table.boolean('is_active').notNullable().defaultTo(true)
      table.string('time_zone', 64).notNullable().defaultTo('UTC')
      table.integer('overlap_minutes').unsigned().notNullable().defaultTo(15)
      table.string('nightly_at', 5).nullable()
      table.string('nightly_done_on', 10).nullable()
      table.integer('incremental_minutes').unsigned().nullable()
      table.integer('full_every_days').unsigned().notNullable().defaultTo(7)
      table.text('description', 'longtext').nullable()
      table.dateTime('described_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['name'], { indexName: 'erp_connections_name_unique' })
    })
  }

  async down() {
    this.schema.dropTable('erp_connections')
  }
}
