import { BaseSchema } from '@adonisjs/lucid/schema'
import { externalKey } from '#database/mirrored_columns'

const COMPANY_COLUMNS = ['street', 'postal_code', 'erp_reference', 'tax_key', 'email_key']
const CUSTOMER_COLUMNS = ['reference', 'external_version', 'external_changed_at']

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.alterTable('customers', (table) => {
      table.string('reference', 64).nullable()
      table.string('external_version', 128).nullable()
      table.dateTime('external_changed_at').nullable()
    })
    this.schema.alterTable('customer_addresses', (table) => {
      table.integer('position').unsigned().notNullable().defaultTo(0)
    })
    this.schema.alterTable('companies', (table) => {
      table.string('street', 255).nullable()
      table.string('postal_code', 32).nullable()
      // under this name the ERP is asked for the customer we sent
      table.string('erp_reference', 20).nullable()
      // tax number and e-mail as they are compared
      table.string('tax_key', 64).nullable()
      table.string('email_key', 255).nullable()
      table.unique(['erp_reference'], { indexName: 'companies_erp_reference_unique' })
      table.index(['tax_key'], 'companies_tax_key_index')
      table.index(['email_key'], 'companies_email_key_index')
    })
    this.defer(async (db) => {
      const bare = "REPLACE(REPLACE(REPLACE(UPPER(tax_id), ' ', ''), '-', ''), '.', '')"
      await db.rawQuery(`UPDATE companies SET tax_key = ${bare}, email_key = LOWER(email)`)
    })

    this.schema.createTable('field_ownerships', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      table.string('field_group', 16).notNullable()
      table.string('policy', 24).notNullable()
      table.unique(['connection_id', 'field_group'], { indexName: 'field_ownerships_group_unique' })
    })

    this.schema.createTable('customer_bindings', (table) => {
      table.bigIncrements('id')
      table.bigInteger('customer_id').unsigned().notNullable()
      table.text('base', 'longtext').notNullable()
      table.text('edited', 'longtext').notNullable()
      table.text('written', 'longtext').notNullable()
      table.specificType('written_hash', 'char(43)').nullable()
      table.dateTime('written_at').nullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['customer_id'], { indexName: 'customer_bindings_customer_unique' })
      table.foreign('customer_id', 'customer_bindings_customer_foreign').references('customers.id')
    })

    this.schema.createTable('field_conflicts', (table) => {
      table.bigIncrements('id')
      table.integer('company_id').unsigned().notNullable()
      table.bigInteger('customer_id').unsigned().notNullable()
      table.string('field', 32).notNullable()
      table.string('field_group', 16).notNullable()
      table.string('policy', 24).notNullable()
      table.string('base', 255).nullable()
      table.string('ours', 255).nullable()
      table.string('theirs', 255).nullable()
      table.string('state', 8).notNullable()
      table.string('outcome', 8).nullable()
      table.integer('decided_by_id').unsigned().nullable()
      table.string('decided_by_name', 150).nullable()
      table.dateTime('decided_at').nullable()
      table.dateTime('noticed_at').notNullable()
      // company and field while it is open, so that one field has one open conflict at most
      table.string('open_key', 64).nullable()
      table.unique(['open_key'], { indexName: 'field_conflicts_open_unique' })
      table.index(['state', 'id'], 'field_conflicts_state_index')
      table.foreign('company_id', 'field_conflicts_company_foreign').references('companies.id').onDelete('CASCADE')
      table.foreign('customer_id', 'field_conflicts_customer_foreign').references('customers.id')
    })

    this.schema.createTable('adoption_proposals', (table) => {
      table.increments('id')
      table.integer('company_id').unsigned().notNullable()
      table.bigInteger('customer_id').unsigned().notNullable()
      table.string('matched_by', 8).notNullable()
      table.string('state', 10).notNullable()
      table.integer('decided_by_id').unsigned().nullable()
      table.string('decided_by_name', 150).nullable()
      table.dateTime('decided_at').nullable()
      table.dateTime('proposed_at').notNullable()
      table.unique(['company_id', 'customer_id'], { indexName: 'adoption_proposals_pair_unique' })
      table.index(['state', 'id'], 'adoption_proposals_state_index')
      table.foreign('company_id', 'adoption_proposals_company_foreign').references('companies.id').onDelete('CASCADE')
      table.foreign('customer_id', 'adoption_proposals_customer_foreign').references('customers.id')
    })

    this.schema.createTable('external_aliases', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      table.string('entity', 20).notNullable()
      externalKey(table, dialect, 'old_key').notNullable()
      externalKey(table, dialect, 'current_key').notNullable()
      table.string('kind', 10).notNullable()
      table.string('reason', 255).notNullable()
      table.integer('entered_by_id').unsigned().nullable()
      table.string('entered_by_name', 150).nullable()
      table.dateTime('entered_at').notNullable()
      table.unique(['connection_id', 'entity', 'old_key'], { indexName: 'external_aliases_old_unique' })
      table.index(['connection_id', 'entity', 'current_key'], 'external_aliases_current_index')
    })
  }

  async down() {
    for (const table of ['external_aliases', 'adoption_proposals', 'field_conflicts', 'customer_bindings', 'field_ownerships']) {
      this.schema.dropTable(table)
    }
    this.schema.alterTable('companies', (table) => {
      table.dropUnique(['erp_reference'], 'companies_erp_reference_unique')
      table.dropIndex(['tax_key'], 'companies_tax_key_index')
      table.dropIndex(['email_key'], 'companies_email_key_index')
      for (const column of COMPANY_COLUMNS) table.dropColumn(column)
    })
    this.schema.alterTable('customer_addresses', (table) => table.dropColumn('position'))
    this.schema.alterTable('customers', (table) => {
      for (const column of CUSTOMER_COLUMNS) table.dropColumn(column)
    })
  }
}
