import type { Knex } from 'knex'

/** Whether and how a contract is renewed; a contract carries a copy of its model's. */
export function renewalColumns(table: Knex.CreateTableBuilder): void {
  table.string('renewal_mode', 8).notNullable().defaultTo('none')
  // how long before the end of a term notice has to be there
  table.integer('notice_count').unsigned().notNullable().defaultTo(3)
  table.string('notice_unit', 8).notNullable().defaultTo('month')
  // of each further term; null for as long as the first
  table.integer('renewal_months').unsigned().nullable()
  table.integer('max_renewals').unsigned().nullable()
  // whether the lines go on, or new ones follow them in each term
  table.string('renewal_lines', 8).notNullable().defaultTo('extend')
  // null for what the settings say
  table.integer('alert_days').unsigned().nullable()
  table.integer('reminder_from_days').unsigned().nullable()
  table.integer('reminder_to_days').unsigned().nullable()
}

export const RENEWAL_COLUMNS = [
  'renewal_mode',
  'notice_count',
  'notice_unit',
  'renewal_months',
  'max_renewals',
  'renewal_lines',
  'alert_days',
  'reminder_from_days',
  'reminder_to_days',
]
