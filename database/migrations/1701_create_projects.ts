import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('projects', (table) => {
      table.increments('id')
      table.string('number', 20).notNullable()
      table.string('name', 100).notNullable()
      table.integer('company_id').unsigned().notNullable()
      table.integer('bill_to_id').unsigned().nullable()
      table.integer('opportunity_id').unsigned().nullable()
      table.integer('offer_id').unsigned().nullable()
      table.string('status', 10).notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('price_cents').notNullable()
      table.string('purchase_order', 40).nullable()
      table.string('starts_on', 10).nullable()
      table.string('ends_on', 10).nullable()
      table.text('description', 'longtext').nullable()
      // why it was cancelled, opened again or planned again, the last time
      table.string('moved_reason', 255).nullable()
      table.string('closed_on', 10).nullable()
      table.integer('owner_id').unsigned().nullable()
      table.integer('group_id').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['number'], { indexName: 'projects_number_unique' })
      table.index(['company_id', 'id'], 'projects_company_index')
      table.index(['opportunity_id', 'id'], 'projects_opportunity_index')
      table.index(['offer_id', 'id'], 'projects_offer_index')
      table.index(['status', 'id'], 'projects_status_index')
      table.index(['starts_on', 'id'], 'projects_starts_index')
      table.index(['owner_id', 'id'], 'projects_owner_index')
      table.foreign('company_id', 'projects_company_foreign').references('companies.id')
      table.foreign('bill_to_id', 'projects_bill_to_foreign').references('companies.id')
      table.foreign('opportunity_id', 'projects_opportunity_foreign').references('opportunities.id')
      table.foreign('offer_id', 'projects_offer_foreign').references('offers.id')
    })

    this.schema.createTable('project_milestones', (table) => {
      table.increments('id')
      table.integer('project_id').unsigned().notNullable()
      table.integer('position').unsigned().notNullable()
      table.string('name', 80).notNullable()
      table.string('due_on', 10).nullable()
      // either a share of the project's price or an amount, as they were entered
      table.string('share', 24).nullable()
      table.string('amount', 32).nullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('net_cents').notNullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.bigInteger('tax_code_id').unsigned().nullable()
      table.string('state', 8).notNullable()
      table.string('reached_on', 10).nullable()
      table.string('reached_by', 120).nullable()
      // how often it was reached
      table.integer('revision').unsigned().notNullable().defaultTo(0)
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.index(['project_id', 'position', 'id'], 'project_milestones_project_index')
      table.index(['state', 'due_on', 'id'], 'project_milestones_due_index')
      table.index(['due_on', 'id'], 'project_milestones_day_index')
      table.foreign('project_id', 'project_milestones_project_foreign').references('projects.id').onDelete('CASCADE')
      table.foreign('product_id', 'project_milestones_product_foreign').references('products.id')
    })

    this.schema.createTable('milestone_reaches', (table) => {
      table.increments('id')
      table.integer('milestone_id').unsigned().notNullable()
      table.integer('revision').unsigned().notNullable()
      table.integer('manual_charge_id').unsigned().notNullable()
      table.bigInteger('net_cents').notNullable()
      table.string('reached_on', 10).notNullable()
      table.integer('reached_by_id').unsigned().nullable()
      table.string('reached_by', 120).notNullable()
      table.string('note', 255).nullable()
      table.string('undone_on', 10).nullable()
      table.integer('undone_by_id').unsigned().nullable()
      table.string('undone_by', 120).nullable()
      table.string('undone_reason', 255).nullable()
      // asked for where the charge was billed already
      table.integer('credit_request_id').unsigned().nullable()
      table.dateTime('created_at').notNullable()

      table.unique(['milestone_id', 'revision'], { indexName: 'milestone_reaches_revision_unique' })
      table.unique(['manual_charge_id'], { indexName: 'milestone_reaches_charge_unique' })
      table.foreign('milestone_id', 'milestone_reaches_milestone_foreign').references('project_milestones.id')
      table.foreign('manual_charge_id', 'milestone_reaches_charge_foreign').references('manual_charges.id')
    })
  }

  async down() {
    this.schema.dropTable('milestone_reaches')
    this.schema.dropTable('project_milestones')
    this.schema.dropTable('projects')
  }
}
