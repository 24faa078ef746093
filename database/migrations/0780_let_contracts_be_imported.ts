import { BaseSchema } from '@adonisjs/lucid/schema'

/** Contracts that come out of another system keep the numbers they had there, so that a second import finds them. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('service_contracts', (table) => {
      table.string('former_number', 64).nullable()
      table.unique(['former_number'], { indexName: 'service_contracts_former_unique' })
    })
    this.schema.alterTable('contract_lines', (table) => {
      table.string('former_key', 80).nullable()
      table.unique(['former_key'], { indexName: 'contract_lines_former_unique' })
    })
  }

  async down() {
    this.schema.alterTable('contract_lines', (table) => {
      table.dropUnique(['former_key'], 'contract_lines_former_unique')
      table.dropColumn('former_key')
    })
    this.schema.alterTable('service_contracts', (table) => {
      table.dropUnique(['former_number'], 'service_contracts_former_unique')
      table.dropColumn('former_number')
    })
  }
}
