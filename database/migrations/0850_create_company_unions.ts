import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('adoption_proposals', (table) => {
      // its own id once its prospect has gone into a customer, which may take in several; 0 before
      table.integer('union_key').unsigned().notNullable().defaultTo(0)
      table.unique(['company_id', 'customer_id', 'union_key'], { indexName: 'adoption_proposals_union_unique' })
    })
    this.schema.alterTable('adoption_proposals', (table) => {
      table.dropUnique(['company_id', 'customer_id'], 'adoption_proposals_pair_unique')
    })
    this.schema.createTable('company_unions', (table) => {
      table.increments('id')
      table.integer('proposal_id').unsigned().notNullable()
      table.integer('survivor_id').unsigned().notNullable()
      table.integer('absorbed_id').unsigned().notNullable()
      // the row that went, the rows that moved or were dropped, and what the survivor took over
      table.text('absorbed', 'longtext').notNullable()
      table.text('moved', 'longtext').notNullable()
      table.text('dropped', 'longtext').notNullable()
      table.text('taken', 'longtext').notNullable()
      table.text('reopens', 'longtext').notNullable()
      table.dateTime('made_at').notNullable()
      table.dateTime('undone_at').nullable()
      table.string('undone_by_name', 150).nullable()
      table.string('undone_because', 255).nullable()
      table.unique(['proposal_id'], { indexName: 'company_unions_proposal_unique' })
      table.foreign('proposal_id', 'company_unions_proposal_foreign').references('adoption_proposals.id').onDelete('CASCADE')
      table.foreign('survivor_id', 'company_unions_survivor_foreign').references('companies.id').onDelete('CASCADE')
    })
  }

  async down() {
    this.schema.dropTable('company_unions')
    this.defer(async (db) => {
      await db.from('adoption_proposals').whereNot('union_key', 0).delete()
    })
    this.schema.alterTable('adoption_proposals', (table) => {
      table.unique(['company_id', 'customer_id'], { indexName: 'adoption_proposals_pair_unique' })
    })
    this.schema.alterTable('adoption_proposals', (table) => {
      table.dropUnique(['company_id', 'customer_id', 'union_key'], 'adoption_proposals_union_unique')
      table.dropColumn('union_key')
    })
  }
}
