import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('coverage_decisions', (table) => {
      // the case and the decision about what was really done, where that is not what was reserved
      table.text('done_inputs', 'longtext').nullable()
      table.text('done_decision', 'longtext').nullable()
    })
  }

  async down() {
    this.schema.alterTable('coverage_decisions', (table) => table.dropColumns('done_inputs', 'done_decision'))
  }
}
