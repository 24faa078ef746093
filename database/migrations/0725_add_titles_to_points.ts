import { BaseSchema } from '@adonisjs/lucid/schema'

const TABLES = ['token_accounts', 'token_rules', 'token_thresholds', 'point_grants']

export default class extends BaseSchema {
  async up() {
    // the names of what it is about, as people call it on its page
    for (const name of TABLES) this.schema.alterTable(name, (table) => void table.string('title', 255).nullable())
  }

  async down() {
    for (const name of TABLES) this.schema.alterTable(name, (table) => table.dropColumn('title'))
  }
}
