import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('point_grants', (table) => {
      table.increments('id')
      table.integer('contract_model_id').unsigned().notNullable()
      table.string('points', 32).notNullable()
      // null for the price of the contract's line divided by its points
      table.string('unit_value', 32).nullable()
      table.string('shortage', 20).notNullable()
      table.string('overdraft_limit', 32).nullable()
      table.string('remainder_price', 32).nullable()
      table.integer('grace_days').unsigned().notNullable().defaultTo(30)
      table.string('recharge_below', 32).nullable()
      table.string('recharge_points', 32).nullable()
      table.string('recharge_price', 32).nullable()
      table.string('recharge_opens', 10).nullable()
      table.integer('recharge_months').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['contract_model_id'], { indexName: 'point_grants_model_unique' })
      table.foreign('contract_model_id', 'point_grants_model_foreign').references('contract_models.id')
    })
  }

  async down() {
    this.schema.dropTable('point_grants')
  }
}
