import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('work_lines', (table) => {
      table.increments('id')
      table.integer('service_request_id').unsigned().notNullable()
      table.string('kind', 8).notNullable()
      table.string('worked_on', 10).notNullable()
      table.string('worked_from', 5).nullable()
      table.dateTime('worked_at').notNullable()
      table.integer('person_id').unsigned().nullable()
      table.string('place', 8).nullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.string('description', 255).notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit', 16).nullable()
      table.string('serial', 128).nullable()
      table.string('unit_price', 32).notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('list_cents').notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.index(['service_request_id', 'id'], 'work_lines_request_index')
      table.index(['worked_on', 'id'], 'work_lines_worked_index')
      table.foreign('service_request_id', 'work_lines_request_foreign').references('service_requests.id')
      table.foreign('product_id', 'work_lines_product_foreign').references('products.id')
    })

    this.schema.createTable('work_approvals', (table) => {
      table.increments('id')
      table.integer('service_request_id').unsigned().notNullable()
      table.integer('revision').unsigned().notNullable()
      table.bigInteger('coverage_decision_id').unsigned().notNullable()
      table.integer('approved_by_id').unsigned().nullable()
      table.string('approved_by', 120).notNullable()
      table.dateTime('approved_at').notNullable()
      table.string('taken_back_by', 120).nullable()
      table.dateTime('taken_back_at').nullable()
      table.text('taken_back_reason').nullable()

      table.unique(['service_request_id', 'revision'], { indexName: 'work_approvals_revision_unique' })
      table.foreign('service_request_id', 'work_approvals_request_foreign').references('service_requests.id')
      table.foreign('coverage_decision_id', 'work_approvals_decision_foreign').references('coverage_decisions.id')
    })

    // what an approval made of each line; it stays when the line goes after the approval was taken back
    this.schema.createTable('work_shares', (table) => {
      table.increments('id')
      table.integer('work_approval_id').unsigned().notNullable()
      table.integer('work_line_id').unsigned().notNullable()
      table.integer('revision').unsigned().notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('amount_cents').notNullable()
      table.bigInteger('covered_cents').notNullable()
      table.bigInteger('points_cents').notNullable()
      table.bigInteger('billable_cents').notNullable()
      table.integer('manual_charge_id').unsigned().nullable()

      table.unique(['work_line_id', 'revision'], { indexName: 'work_shares_line_unique' })
      table.unique(['manual_charge_id'], { indexName: 'work_shares_charge_unique' })
      table.foreign('work_approval_id', 'work_shares_approval_foreign').references('work_approvals.id')
      table.foreign('manual_charge_id', 'work_shares_charge_foreign').references('manual_charges.id')
    })
  }

  async down() {
    for (const table of ['work_shares', 'work_approvals', 'work_lines']) this.schema.dropTable(table)
  }
}
