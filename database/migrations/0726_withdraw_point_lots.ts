import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('point_lots', (table) => {
      // the day on which points that should not have been given were taken back
      table.string('withdrawn_on', 10).nullable()
    })
  }

  async down() {
    this.schema.alterTable('point_lots', (table) => table.dropColumn('withdrawn_on'))
  }
}
