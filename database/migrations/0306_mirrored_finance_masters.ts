import { BaseSchema } from '@adonisjs/lucid/schema'
import { externalKey, mirroredColumns } from '#database/mirrored_columns'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('erp_companies', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'erp_companies')
      table.string('code', 64).notNullable()
      table.string('name', 255).notNullable()
      table.string('tax_id', 64).nullable()
      table.string('currency', 3).notNullable()
      table.string('country', 2).notNullable()
      table.boolean('is_active').notNullable()
      table.index(['name', 'id'], 'erp_companies_name_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'erp_companies_sweep_index')
    })

    this.schema.createTable('currencies', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'currencies')
      table.string('code', 3).notNullable()
      table.string('name', 255).notNullable()
      table.integer('exponent').unsigned().notNullable()
      table.boolean('is_active').notNullable()
      table.index(['code', 'id'], 'currencies_code_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'currencies_sweep_index')
    })

    this.schema.createTable('tax_codes', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'tax_codes')
      table.string('code', 40).notNullable()
      table.string('name', 255).notNullable()
      table.string('percent', 32).nullable()
      table.string('area', 64).nullable()
      table.string('valid_from', 10).nullable()
      table.string('valid_until', 10).nullable()
      table.boolean('is_active').notNullable()
      table.index(['code', 'id'], 'tax_codes_code_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'tax_codes_sweep_index')
    })

    this.schema.createTable('payment_terms', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'payment_terms')
      table.string('code', 64).notNullable()
      table.string('name', 255).notNullable()
      table.boolean('is_active').notNullable()
      // days until the last instalment, for lists; the instalments hold the rule
      table.integer('days').unsigned().nullable()
      table.text('instalments', 'longtext').notNullable()
      table.index(['name', 'id'], 'payment_terms_name_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'payment_terms_sweep_index')
    })

    this.schema.createTable('erp_sites', (table) => {
      table.bigIncrements('id')
      mirroredColumns(table, dialect, 'erp_sites')
      table.string('code', 64).notNullable()
      table.string('name', 255).notNullable()
      table.bigInteger('erp_company_id').unsigned().nullable()
      table.string('place', 255).nullable()
      table.boolean('is_invoicing').notNullable()
      table.boolean('has_stock').notNullable()
      table.boolean('is_active').notNullable()
      table.index(['name', 'id'], 'erp_sites_name_index')
      table.index(['connection_id', 'gone_at', 'last_seen_sweep'], 'erp_sites_sweep_index')
      table.foreign('erp_company_id', 'erp_sites_company_foreign').references('erp_companies.id')
    })

    this.schema.alterTable('customers', (table) => {
      externalKey(table, dialect, 'payment_term_external_id').nullable()
      externalKey(table, dialect, 'price_list_external_id').nullable()
    })
  }

  async down() {
    this.schema.alterTable('customers', (table) => table.dropColumns('payment_term_external_id', 'price_list_external_id'))
    for (const name of ['erp_sites', 'payment_terms', 'tax_codes', 'currencies', 'erp_companies']) this.schema.dropTable(name)
  }
}
