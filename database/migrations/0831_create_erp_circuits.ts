import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('erp_circuits', (table) => {
      table.integer('connection_id').unsigned().notNullable().primary()
      table.string('state', 10).notNullable()
      table.integer('failures').unsigned().notNullable().defaultTo(0)
      table.integer('openings').unsigned().notNullable().defaultTo(0)
      table.string('reason', 255).nullable()
      // instants in milliseconds: seconds are too coarse to take turns by
      for (const name of ['opened_at_ms', 'failed_at_ms', 'next_probe_at_ms', 'quiet_until_ms', 'interactive_until_ms']) {
        table.bigInteger(name).unsigned().nullable()
      }
      table.foreign('connection_id', 'erp_circuits_connection_foreign').references('erp_connections.id').onDelete('CASCADE')
    })

    this.schema.alterTable('sync_problems', (table) => {
      table.text('mapped', 'longtext').nullable()
    })
  }

  async down() {
    this.schema.alterTable('sync_problems', (table) => table.dropColumn('mapped'))
    this.schema.dropTable('erp_circuits')
  }
}
