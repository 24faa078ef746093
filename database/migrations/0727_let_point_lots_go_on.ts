import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('point_lots', (table) => {
      // the lot in which its points go on, when they last longer than it does
      table.bigInteger('next_lot_id').unsigned().nullable()
    })
  }

  async down() {
    this.schema.alterTable('point_lots', (table) => table.dropColumn('next_lot_id'))
  }
}
