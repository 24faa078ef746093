import { BaseSchema } from '@adonisjs/lucid/schema'
import { RENEWAL_COLUMNS, renewalColumns } from '#database/renewal_columns'

const TABLES = ['contract_models', 'service_contracts']

export default class extends BaseSchema {
  async up() {
    for (const name of TABLES) this.schema.alterTable(name, renewalColumns)
    this.schema.alterTable('service_contracts', (table) => {
      // length of the first term, as far as it was agreed in months
      table.integer('term_months').unsigned().nullable()
      table.integer('term_no').unsigned().notNullable().defaultTo(1)
      // the day that terms are counted from when it is not the first day of the contract
      table.string('term_base_on', 10).nullable()
      // the last day for notice, or the end where nothing is renewed
      table.string('deadline_on', 10).nullable()
      table.string('notice_effective_on', 10).nullable()
      table.string('renewal_decision', 8).nullable()
      table.string('renewal_decided_by', 120).nullable()
      // the term that was decided about
      table.integer('renewal_decided_term').unsigned().nullable()
      table.index(['deadline_on', 'id'], 'service_contracts_deadline_index')
      table.index(['renewal_mode', 'status', 'deadline_on', 'id'], 'service_contracts_renewal_index')
    })
    this.defer(async (db) => {
      if (db.dialect.name === 'mysql') await db.rawQuery('alter table service_contracts modify status varchar(16) not null')
      const months = 'select duration_months from contract_models where contract_models.id = service_contracts.contract_model_id'
      await db.rawQuery(`update service_contracts set term_months = (${months}), deadline_on = ends_on where ends_on is not null`)
    })
  }

  async down() {
    this.schema.alterTable('service_contracts', (table) => {
      table.dropIndex(['renewal_mode', 'status', 'deadline_on', 'id'], 'service_contracts_renewal_index')
      table.dropIndex(['deadline_on', 'id'], 'service_contracts_deadline_index')
      table.dropColumns('term_months', 'term_no', 'term_base_on', 'deadline_on', 'notice_effective_on', 'renewal_decision', 'renewal_decided_by', 'renewal_decided_term')
    })
    for (const name of TABLES) this.schema.alterTable(name, (table) => void table.dropColumns(...RENEWAL_COLUMNS))
  }
}
