import { BaseSchema } from '@adonisjs/lucid/schema'

const LANGUAGES = ['en', 'es', 'ro']

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('reminder_levels', (table) => {
      table.increments('id')
      table.integer('level').unsigned().notNullable()
      table.integer('days_late').unsigned().notNullable()
      for (const language of LANGUAGES) {
        table.string(`subject_${language}`, 150).notNullable()
        table.text(`body_${language}`).notNullable()
      }
      table.dateTime('updated_at').notNullable()
      table.unique(['level'], { indexName: 'reminder_levels_level_unique' })
    })

    this.schema.createTable('reminders', (table) => {
      table.increments('id')
      table.integer('company_id').unsigned().notNullable()
      table.integer('level').unsigned().notNullable()
      table.string('to_address', 255).notNullable()
      table.string('locale', 5).notNullable()
      table.string('sent_on', 10).notNullable()
      table.integer('sent_by_id').unsigned().nullable()
      table.string('sent_by', 120).nullable()
      table.integer('mail_id').unsigned().nullable()
      table.dateTime('created_at').notNullable()
      table.index(['company_id', 'id'], 'reminders_company_index')
      table.foreign('company_id', 'reminders_company_foreign').references('companies.id')
    })

    this.schema.createTable('reminder_invoices', (table) => {
      table.increments('id')
      table.integer('reminder_id').unsigned().notNullable()
      table.bigInteger('erp_invoice_id').unsigned().notNullable()
      table.integer('level').unsigned().notNullable()
      table.string('currency', 3).notNullable()
      table.bigInteger('open_cents').notNullable()
      table.string('due_on', 10).notNullable()
      // nobody is reminded twice of the same invoice at the same level
      table.unique(['erp_invoice_id', 'level'], { indexName: 'reminder_invoices_level_unique' })
      table.index(['reminder_id'], 'reminder_invoices_reminder_index')
      table.foreign('reminder_id', 'reminder_invoices_reminder_foreign').references('reminders.id')
      table.foreign('erp_invoice_id', 'reminder_invoices_invoice_foreign').references('erp_invoices.id')
    })

    this.schema.createTable('reminder_exclusions', (table) => {
      table.increments('id')
      table.bigInteger('erp_invoice_id').unsigned().notNullable()
      table.string('kind', 10).notNullable()
      table.string('reason', 255).notNullable()
      table.string('until', 10).nullable()
      table.integer('made_by_id').unsigned().nullable()
      table.string('made_by', 120).nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('lifted_at').nullable()
      // 1 while it stands: an invoice is left out for one reason at a time
      table.integer('standing_key').unsigned().nullable()
      table.unique(['erp_invoice_id', 'standing_key'], { indexName: 'reminder_exclusions_standing_unique' })
      table.foreign('erp_invoice_id', 'reminder_exclusions_invoice_foreign').references('erp_invoices.id')
    })

    this.schema.alterTable('erp_due_dates', (table) => {
      table.index(['state', 'due_on'], 'erp_due_dates_state_index')
    })
  }

  async down() {
    this.schema.alterTable('erp_due_dates', (table) => table.dropIndex([], 'erp_due_dates_state_index'))
    for (const table of ['reminder_exclusions', 'reminder_invoices', 'reminders', 'reminder_levels']) this.schema.dropTable(table)
  }
}
