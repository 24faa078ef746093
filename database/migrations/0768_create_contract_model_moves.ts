import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('contract_model_moves', (table) => {
      table.increments('id')
      table.integer('contract_model_id').unsigned().notNullable()
      table.integer('contract_model_version_id').unsigned().notNullable()
      table.string('holds_from', 10).notNullable()
      table.string('state', 10).notNullable()
      // the model while its contracts are being moved: one move at a time
      table.integer('open_key').unsigned().nullable()
      table.integer('total').unsigned().notNullable()
      table.integer('moved').unsigned().notNullable().defaultTo(0)
      table.integer('kept').unsigned().notNullable().defaultTo(0)
      table.integer('last_contract_id').unsigned().notNullable().defaultTo(0)
      table.text('refusals', 'longtext').notNullable()
      table.integer('user_id').unsigned().notNullable()
      table.string('user_name', 120).notNullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['open_key'], { indexName: 'contract_model_moves_open_unique' })
      table.index(['contract_model_id', 'id'], 'contract_model_moves_model_index')
      table.foreign('contract_model_id', 'contract_model_moves_model_foreign').references('contract_models.id')
      table.foreign('contract_model_version_id', 'contract_model_moves_version_foreign').references('contract_model_versions.id')
    })
  }

  async down() {
    this.schema.dropTable('contract_model_moves')
  }
}
