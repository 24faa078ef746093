import type { Knex } from 'knex'

/** When and how something is billed; a contract carries a copy of its model's. */
export function billingPolicyColumns(table: Knex.CreateTableBuilder): void {
  table.string('period_unit', 8).notNullable()
  table.integer('period_count').unsigned().notNullable().defaultTo(1)
  table.string('mode', 8).notNullable()
  table.string('anchor', 16).notNullable().defaultTo('start')
  table.integer('anchor_day').unsigned().nullable()
  table.integer('lead_days').notNullable().defaultTo(0)
  table.integer('lag_days').notNullable().defaultTo(0)
  table.string('first_partial', 8).notNullable().defaultTo('short')
  table.string('last_partial', 8).notNullable().defaultTo('short')
  table.string('proration', 16).notNullable().defaultTo('actual')
  table.integer('free_days').unsigned().notNullable().defaultTo(0)
  table.string('grouping', 10).notNullable().defaultTo('customer')
}
