import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('erp_connections', (table) => {
      table.integer('archive_days').unsigned().notNullable().defaultTo(14)
    })

    this.schema.createTable('payload_pages', (table) => {
      table.bigIncrements('id')
      table.integer('connection_id').unsigned().notNullable()
      table.string('entity', 20).notNullable()
      table.string('received_on', 10).notNullable()
      table.dateTime('received_at').notNullable()
      // raw: as the ERP wrote it; mapped: as the connector understood it
      table.string('form', 8).notNullable()
      table.integer('records').unsigned().notNullable()
      table.integer('bytes').unsigned().notNullable()
      table.specificType('body', this.db.dialect.name === 'mysql' ? 'longblob' : 'blob').notNullable()
      table.index(['connection_id', 'entity', 'received_on', 'id'], 'payload_pages_day_index')
      table.index(['received_on'], 'payload_pages_received_index')
      table
        .foreign('connection_id', 'payload_pages_connection_foreign')
        .references('erp_connections.id')
        .onDelete('CASCADE')
    })

    this.schema.createTable('payload_replays', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      table.string('entity', 20).notNullable()
      table.string('day', 10).notNullable()
      table.boolean('applies').notNullable()
      table.string('state', 10).notNullable()
      table.text('report', 'longtext').nullable()
      table.integer('requested_by_id').unsigned().nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('finished_at').nullable()
      table.index(['connection_id', 'id'], 'payload_replays_connection_index')
      table
        .foreign('connection_id', 'payload_replays_connection_foreign')
        .references('erp_connections.id')
        .onDelete('CASCADE')
    })
  }

  async down() {
    this.schema.dropTable('payload_replays')
    this.schema.dropTable('payload_pages')
    this.schema.alterTable('erp_connections', (table) => table.dropColumn('archive_days'))
  }
}
