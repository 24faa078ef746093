import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('approval_flows', (table) => {
      table.increments('id')
      table.string('name', 120).notNullable()
      // the record type that is approved
      table.string('subject_type', 40).notNullable()
      table.boolean('allows_own').notNullable().defaultTo(false)
      table.boolean('is_active').notNullable().defaultTo(true)
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['name'], { indexName: 'approval_flows_name_unique' })
    })

    this.schema.createTable('approval_flow_steps', (table) => {
      table.increments('id')
      table.integer('approval_flow_id').unsigned().notNullable()
      table.integer('position').unsigned().notNullable()
      table.string('name', 80).notNullable()
      table.integer('group_id').unsigned().nullable()
      table.integer('role_id').unsigned().nullable()
      // decimal text in the currency of what is approved: asked only above it
      table.string('amount_above', 32).nullable()
      table.unique(['approval_flow_id', 'position'], { indexName: 'approval_flow_steps_position_unique' })
      table.foreign('approval_flow_id', 'approval_flow_steps_flow_foreign').references('approval_flows.id').onDelete('CASCADE')
      table.foreign('group_id', 'approval_flow_steps_group_foreign').references('groups.id').onDelete('SET NULL')
      table.foreign('role_id', 'approval_flow_steps_role_foreign').references('roles.id').onDelete('SET NULL')
    })

    this.schema.createTable('approvals', (table) => {
      table.increments('id')
      table.integer('approval_flow_id').unsigned().notNullable()
      table.string('flow_name', 120).notNullable()
      table.string('subject_type', 40).notNullable()
      table.bigInteger('subject_id').unsigned().notNullable()
      table.string('title', 200).notNullable()
      table.string('href', 255).notNullable()
      // of what was approved, so that any change of it is noticed
      table.string('terms_hash', 64).notNullable()
      table.string('amount', 32).nullable()
      table.string('currency', 3).nullable()
      table.boolean('allows_own').notNullable()
      table.string('state', 10).notNullable()
      table.string('end_reason', 40).nullable()
      // type and id of the subject while the approval counts: there is one at most
      table.string('live_key', 80).nullable()
      table.integer('asked_by_id').unsigned().nullable()
      table.string('asked_by', 120).nullable()
      table.dateTime('asked_at').notNullable()
      table.dateTime('ended_at').nullable()
      table.unique(['live_key'], { indexName: 'approvals_live_unique' })
      table.index(['subject_type', 'subject_id', 'id'], 'approvals_subject_index')
      table.index(['state', 'id'], 'approvals_state_index')
      table.foreign('approval_flow_id', 'approvals_flow_foreign').references('approval_flows.id')
    })

    this.schema.createTable('approval_steps', (table) => {
      table.increments('id')
      table.integer('approval_id').unsigned().notNullable()
      table.integer('position').unsigned().notNullable()
      table.string('name', 80).notNullable()
      table.integer('group_id').unsigned().nullable()
      table.integer('role_id').unsigned().nullable()
      table.string('amount_above', 32).nullable()
      table.string('state', 10).notNullable()
      table.dateTime('opened_at').nullable()
      table.unique(['approval_id', 'position'], { indexName: 'approval_steps_position_unique' })
      table.index(['state', 'group_id'], 'approval_steps_group_index')
      table.index(['state', 'role_id'], 'approval_steps_role_index')
      table.foreign('approval_id', 'approval_steps_approval_foreign').references('approvals.id')
    })

    this.schema.createTable('approval_decisions', (table) => {
      table.increments('id')
      table.integer('approval_step_id').unsigned().notNullable()
      table.string('decision', 8).notNullable()
      table.string('reason', 255).nullable()
      table.integer('user_id').unsigned().notNullable()
      table.string('user_name', 120).notNullable()
      table.dateTime('decided_at').notNullable()
      table.unique(['approval_step_id'], { indexName: 'approval_decisions_step_unique' })
      table.foreign('approval_step_id', 'approval_decisions_step_foreign').references('approval_steps.id')
    })
  }

  async down() {
    for (const table of ['approval_decisions', 'approval_steps', 'approvals', 'approval_flow_steps', 'approval_flows']) this.schema.dropTable(table)
  }
}
