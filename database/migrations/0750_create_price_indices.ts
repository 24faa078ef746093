import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('price_indices', (table) => {
      table.increments('id')
      table.string('code', 20).notNullable()
      table.string('name', 120).notNullable()
      table.string('source', 160).nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['code'], { indexName: 'price_indices_code_unique' })
    })

    this.schema.createTable('index_values', (table) => {
      table.increments('id')
      table.integer('price_index_id').unsigned().notNullable()
      table.string('month', 7).notNullable()
      table.string('value', 32).notNullable()
      table.boolean('is_provisional').notNullable().defaultTo(false)
      table.string('published_on', 10).nullable()
      // index, month and whether provisional: one value of each
      table.string('natural_key', 40).notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['natural_key'], { indexName: 'index_values_natural_unique' })
      table.index(['month', 'id'], 'index_values_month_index')
      table.foreign('price_index_id', 'index_values_index_foreign').references('price_indices.id')
    })

    this.schema.createTable('revaluation_policies', (table) => {
      table.increments('id')
      table.string('code', 20).notNullable()
      table.string('name', 120).notNullable()
      table.string('method', 10).notNullable()
      table.string('pct', 32).nullable()
      table.string('fixed_share', 32).notNullable().defaultTo('0')
      table.string('base', 10).notNullable().defaultTo('chained')
      table.integer('lag_months').unsigned().notNullable().defaultTo(1)
      table.string('floor_pct', 32).nullable()
      table.string('cap_pct', 32).nullable()
      table.string('threshold_pct', 32).nullable()
      table.string('effective', 12).notNullable().defaultTo('next_period')
      table.integer('first_after_months').unsigned().notNullable().defaultTo(12)
      table.integer('every_months').unsigned().notNullable().defaultTo(12)
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['code'], { indexName: 'revaluation_policies_code_unique' })
    })

    this.schema.createTable('revaluation_terms', (table) => {
      table.increments('id')
      table.integer('revaluation_policy_id').unsigned().notNullable()
      table.integer('price_index_id').unsigned().notNullable()
      table.string('weight', 32).notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['revaluation_policy_id', 'price_index_id'], { indexName: 'revaluation_terms_index_unique' })
      table.foreign('revaluation_policy_id', 'revaluation_terms_policy_foreign').references('revaluation_policies.id')
      table.foreign('price_index_id', 'revaluation_terms_index_foreign').references('price_indices.id')
    })
  }

  async down() {
    for (const table of ['revaluation_terms', 'revaluation_policies', 'index_values', 'price_indices']) this.schema.dropTable(table)
  }
}
