import { BaseSchema } from '@adonisjs/lucid/schema'

const BY_LIMIT = 'coverage_uses_limit_index'
const BY_STATUS = 'coverage_uses_contract_index'

/** Each coverage decision adds up what was used of every limit of its contracts: the index alone answers that, already grouped. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('coverage_uses', (table) =>
      table.index(['service_contract_id', 'limit_key', 'use_key', 'period_from', 'status', 'used'], BY_LIMIT)
    )
    this.schema.alterTable('coverage_uses', (table) => table.dropIndex(['service_contract_id', 'status'], BY_STATUS))
  }

  async down() {
    this.schema.alterTable('coverage_uses', (table) => table.index(['service_contract_id', 'status'], BY_STATUS))
    this.schema.alterTable('coverage_uses', (table) =>
      table.dropIndex(['service_contract_id', 'limit_key', 'use_key', 'period_from', 'status', 'used'], BY_LIMIT)
    )
  }
}
