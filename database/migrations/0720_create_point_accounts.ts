import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('point_accounts', (table) => {
      table.increments('id')
      table.string('number', 20).notNullable()
      table.string('title', 160).nullable()
      table.integer('company_id').unsigned().notNullable()
      // who pays for recharges and remainders; null for the company itself
      table.integer('bill_to_id').unsigned().nullable()
      // as what they are sold
      table.bigInteger('product_id').unsigned().nullable()
      // null for an account of the customer's own
      table.integer('service_contract_id').unsigned().nullable()
      table.string('currency', 3).notNullable()
      table.string('status', 8).notNullable()
      table.string('shortage', 20).notNullable()
      table.string('overdraft_limit', 32).nullable()
      table.string('remainder_price', 32).nullable()
      table.integer('grace_days').unsigned().notNullable().defaultTo(30)
      table.string('recharge_below', 32).nullable()
      table.string('recharge_points', 32).nullable()
      table.string('recharge_price', 32).nullable()
      table.string('recharge_opens', 10).nullable()
      table.integer('recharge_months').unsigned().nullable()
      table.text('notes').nullable()
      // derived from the moves and written with them: decimal text
      table.string('balance', 32).notNullable().defaultTo('0')
      // hundredths of a point that are owed
      table.bigInteger('owed').notNullable().defaultTo(0)
      table.integer('last_entry').unsigned().notNullable().defaultTo(0)
      table.integer('last_move').unsigned().notNullable().defaultTo(0)
      // bookings never go back behind this day, even when the clock does
      table.string('booked_until', 10).nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['number'], { indexName: 'point_accounts_number_unique' })
      table.unique(['service_contract_id'], { indexName: 'point_accounts_contract_unique' })
      table.index(['company_id', 'id'], 'point_accounts_company_index')
      table.foreign('company_id', 'point_accounts_company_foreign').references('companies.id')
      table.foreign('bill_to_id', 'point_accounts_bill_to_foreign').references('companies.id')
      table.foreign('product_id', 'point_accounts_product_foreign').references('products.id')
      table.foreign('service_contract_id', 'point_accounts_contract_foreign').references('service_contracts.id')
    })

    this.schema.createTable('point_entries', (table) => {
      table.bigIncrements('id')
      table.integer('point_account_id').unsigned().notNullable()
      table.integer('no').unsigned().notNullable()
      // named by whoever asks; asking twice books once
      table.string('entry_key', 120).notNullable()
      table.string('content_hash', 64).notNullable()
      table.string('kind', 10).notNullable()
      table.string('booked_on', 10).notNullable()
      table.string('request', 80).nullable()
      table.boolean('pays_contractual').notNullable().defaultTo(false)
      table.bigInteger('change').notNullable()
      table.bigInteger('invoiced').notNullable()
      table.bigInteger('balance').notNullable()
      // the consumption that a reversal takes back
      table.integer('about_no').unsigned().nullable()
      table.string('reason', 255).nullable()
      table.text('explanation', 'longtext').notNullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.dateTime('created_at').notNullable()

      table.unique(['point_account_id', 'no'], { indexName: 'point_entries_no_unique' })
      table.unique(['point_account_id', 'entry_key'], { indexName: 'point_entries_key_unique' })
      table.index(['point_account_id', 'request'], 'point_entries_request_index')
      table.foreign('point_account_id', 'point_entries_account_foreign').references('point_accounts.id')
    })

    this.schema.createTable('point_lots', (table) => {
      table.bigIncrements('id')
      table.integer('point_account_id').unsigned().notNullable()
      table.integer('entry_no').unsigned().notNullable()
      table.string('lot_key', 190).notNullable()
      table.bigInteger('points').notNullable()
      // derived from the moves and written with them
      table.bigInteger('remaining').notNullable()
      table.string('unit_value', 32).nullable()
      table.string('source', 12).notNullable()
      table.string('valid_from', 10).notNullable()
      table.string('expires_on', 10).nullable()
      table.integer('priority').notNullable()
      table.boolean('is_bonus').notNullable()
      table.dateTime('created_at').notNullable()

      table.unique(['point_account_id', 'lot_key'], { indexName: 'point_lots_key_unique' })
      table.index(['point_account_id', 'remaining'], 'point_lots_account_index')
      table.index(['expires_on', 'remaining'], 'point_lots_expiry_index')
      table.check('remaining >= 0', {}, 'point_lots_remaining_check')
      table.foreign('point_account_id', 'point_lots_account_foreign').references('point_accounts.id')
    })

    this.schema.createTable('point_moves', (table) => {
      table.bigIncrements('id')
      table.integer('point_account_id').unsigned().notNullable()
      table.integer('no').unsigned().notNullable()
      table.integer('entry_no').unsigned().notNullable()
      table.string('kind', 10).notNullable()
      table.string('from_place', 12).notNullable()
      table.string('to_place', 12).notNullable()
      // the lot among the two places, if one is
      table.bigInteger('point_lot_id').unsigned().nullable()
      table.bigInteger('points').notNullable()
      table.integer('about_no').unsigned().nullable()
      table.bigInteger('origin_lot_id').unsigned().nullable()
      table.string('booked_on', 10).notNullable()

      table.unique(['point_account_id', 'no'], { indexName: 'point_moves_no_unique' })
      table.index(['point_account_id', 'about_no'], 'point_moves_about_index')
      table.index(['point_lot_id', 'booked_on'], 'point_moves_lot_index')
      table.check('points > 0', {}, 'point_moves_points_check')
      table.foreign('point_account_id', 'point_moves_account_foreign').references('point_accounts.id')
      table.foreign('point_lot_id', 'point_moves_lot_foreign').references('point_lots.id')
    })
  }

  async down() {
    for (const table of ['point_moves', 'point_lots', 'point_entries', 'point_accounts']) this.schema.dropTable(table)
  }
}
