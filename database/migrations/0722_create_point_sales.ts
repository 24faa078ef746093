import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('point_sales', (table) => {
      table.bigIncrements('id')
      table.integer('point_account_id').unsigned().notNullable()
      table.integer('company_id').unsigned().notNullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.string('kind', 10).notNullable()
      // the consumption whose remainder it is, or after which the recharge was proposed
      table.integer('entry_no').unsigned().notNullable()
      table.bigInteger('points').notNullable()
      // of a remainder, what came back by reversals
      table.bigInteger('returned').notNullable().defaultTo(0)
      table.string('unit_price', 32).notNullable()
      table.string('currency', 3).notNullable()
      table.string('due_on', 10).notNullable()
      table.string('opens', 10).nullable()
      table.integer('months').unsigned().nullable()
      // the account while a recharge waits: one at a time
      table.integer('waiting_key').unsigned().nullable()
      table.bigInteger('point_lot_id').unsigned().nullable()
      table.dateTime('opened_at').nullable()
      table.dateTime('created_at').notNullable()

      table.unique(['waiting_key'], { indexName: 'point_sales_waiting_unique' })
      table.unique(['point_account_id', 'kind', 'entry_no'], { indexName: 'point_sales_entry_unique' })
      table.foreign('point_account_id', 'point_sales_account_foreign').references('point_accounts.id')
      table.foreign('company_id', 'point_sales_company_foreign').references('companies.id')
    })
  }

  async down() {
    this.schema.dropTable('point_sales')
  }
}
