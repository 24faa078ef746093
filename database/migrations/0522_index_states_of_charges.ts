import { BaseSchema } from '@adonisjs/lucid/schema'

const SOURCE = ['source_type', 'source_id']

/** A run asks each source for what stands open of it and for what was billed: neither reads the rows of the other. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('charges', (table) => table.index([...SOURCE, 'state'], 'charges_source_state_index'))
    this.schema.alterTable('charges', (table) => table.dropIndex(SOURCE, 'charges_source_index'))
  }

  async down() {
    this.schema.alterTable('charges', (table) => table.index(SOURCE, 'charges_source_index'))
    this.schema.alterTable('charges', (table) => table.dropIndex([...SOURCE, 'state'], 'charges_source_state_index'))
  }
}
