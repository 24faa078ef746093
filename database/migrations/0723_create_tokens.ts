import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('token_rules', (table) => {
      table.increments('id')
      table.bigInteger('product_id').unsigned().notNullable()
      table.integer('contract_model_id').unsigned().notNullable()
      table.string('tokens', 32).notNullable()
      table.string('earned_on', 10).notNullable()
      table.boolean('is_active').notNullable().defaultTo(true)
      // product and model: one rule for each pair
      table.string('pair_key', 40).notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['pair_key'], { indexName: 'token_rules_pair_unique' })
      table.index(['product_id', 'earned_on'], 'token_rules_product_index')
      table.foreign('product_id', 'token_rules_product_foreign').references('products.id')
      table.foreign('contract_model_id', 'token_rules_model_foreign').references('contract_models.id')
    })

    this.schema.createTable('token_thresholds', (table) => {
      table.increments('id')
      table.integer('contract_model_id').unsigned().notNullable()
      // null for every company that has none of its own
      table.integer('company_id').unsigned().nullable()
      table.string('tokens', 32).notNullable()
      table.string('points', 32).notNullable()
      table.string('unit_value', 32).nullable()
      table.string('currency', 3).notNullable()
      table.string('pair_key', 40).notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['pair_key'], { indexName: 'token_thresholds_pair_unique' })
      table.foreign('contract_model_id', 'token_thresholds_model_foreign').references('contract_models.id')
      table.foreign('company_id', 'token_thresholds_company_foreign').references('companies.id')
    })

    this.schema.createTable('token_accounts', (table) => {
      table.increments('id')
      table.integer('company_id').unsigned().notNullable()
      table.integer('contract_model_id').unsigned().notNullable()
      // derived from the moves and written with them: decimal text
      table.string('balance', 32).notNullable().defaultTo('0')
      table.integer('crossings').unsigned().notNullable().defaultTo(0)
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['company_id', 'contract_model_id'], { indexName: 'token_accounts_company_unique' })
      table.foreign('company_id', 'token_accounts_company_foreign').references('companies.id')
      table.foreign('contract_model_id', 'token_accounts_model_foreign').references('contract_models.id')
    })

    this.schema.createTable('token_moves', (table) => {
      table.bigIncrements('id')
      table.integer('token_account_id').unsigned().notNullable()
      table.bigInteger('tokens').notNullable()
      table.string('source', 10).notNullable()
      // the document's line, for comparing what it earned with what it should have earned
      table.string('source_key', 120).notNullable()
      table.integer('part').unsigned().notNullable()
      table.string('label', 160).nullable()
      table.bigInteger('taken_from_id').unsigned().nullable()
      table.string('reason', 255).nullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.string('booked_on', 10).notNullable()
      table.dateTime('created_at').notNullable()
      table.unique(['token_account_id', 'source_key', 'part'], { indexName: 'token_moves_source_unique' })
      table.foreign('token_account_id', 'token_moves_account_foreign').references('token_accounts.id')
    })

    this.schema.createTable('token_crossings', (table) => {
      table.increments('id')
      table.integer('token_account_id').unsigned().notNullable()
      table.integer('no').unsigned().notNullable()
      table.bigInteger('tokens').notNullable()
      table.bigInteger('points').notNullable()
      table.integer('service_contract_id').unsigned().nullable()
      table.string('crossed_on', 10).notNullable()
      table.dateTime('created_at').notNullable()
      table.unique(['token_account_id', 'no'], { indexName: 'token_crossings_no_unique' })
      table.foreign('token_account_id', 'token_crossings_account_foreign').references('token_accounts.id')
    })
  }

  async down() {
    for (const table of ['token_crossings', 'token_moves', 'token_accounts', 'token_thresholds', 'token_rules']) this.schema.dropTable(table)
  }
}
