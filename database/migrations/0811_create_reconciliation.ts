import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('reconciliation_findings', (table) => {
      table.bigIncrements('id')
      table.integer('connection_id').unsigned().notNullable()
      table.string('cause', 30).notNullable()
      // what the finding is about, so that tomorrow's is known as the same
      table.string('subject_key', 120).notNullable()
      table.string('subject', 190).notNullable()
      table.string('ours', 255).nullable()
      table.string('theirs', 255).nullable()
      table.string('href', 190).nullable()
      table.dateTime('first_seen_at').notNullable()
      table.dateTime('last_seen_at').notNullable()
      table.unique(['connection_id', 'cause', 'subject_key'], { indexName: 'reconciliation_findings_subject_unique' })
      table.foreign('connection_id', 'reconciliation_findings_connection_foreign').references('erp_connections.id').onDelete('CASCADE')
    })

    this.schema.createTable('reconciliations', (table) => {
      table.integer('connection_id').unsigned().notNullable().primary()
      table.dateTime('made_at').notNullable()
      // counts, sums and hashes of both sides, as JSON
      table.text('totals', 'longtext').notNullable()
      table.foreign('connection_id', 'reconciliations_connection_foreign').references('erp_connections.id').onDelete('CASCADE')
    })
  }

  async down() {
    this.schema.dropTable('reconciliations')
    this.schema.dropTable('reconciliation_findings')
  }
}
