import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('stock_issues', (table) => {
      table.increments('id')
      table.integer('connection_id').unsigned().notNullable()
      // what the part was used for: an installed item, later an intervention
      table.string('subject_type', 40).notNullable()
      table.bigInteger('subject_id').unsigned().notNullable()
      table.bigInteger('customer_id').unsigned().nullable()
      table.bigInteger('product_id').unsigned().notNullable()
      // the ERP's key of the site, which need not be mirrored
      table.string('site_key', 64).notNullable()
      table.string('location', 64).nullable()
      table.string('quantity', 32).notNullable()
      table.string('serial', 64).nullable()
      table.string('moved_on', 10).nullable()
      table.string('text', 255).notNullable()
      table.string('reference', 20).notNullable()
      table.integer('reverses_id').unsigned().nullable()
      table.string('external_id', 64).nullable()
      table.string('number', 64).nullable()
      table.integer('entered_by_id').unsigned().nullable()
      table.string('entered_by_name', 150).notNullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['reference'], { indexName: 'stock_issues_reference_unique' })
      // an issue is taken back once
      table.unique(['reverses_id'], { indexName: 'stock_issues_reverses_unique' })
      table.index(['subject_type', 'subject_id', 'id'], 'stock_issues_subject_index')
      table.foreign('connection_id', 'stock_issues_connection_foreign').references('erp_connections.id')
      table.foreign('customer_id', 'stock_issues_customer_foreign').references('customers.id')
      table.foreign('product_id', 'stock_issues_product_foreign').references('products.id')
      table.foreign('reverses_id', 'stock_issues_reverses_foreign').references('stock_issues.id')
    })
  }

  async down() {
    this.schema.dropTable('stock_issues')
  }
}
