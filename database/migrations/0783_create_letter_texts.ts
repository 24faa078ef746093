import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('letter_texts', (table) => {
      table.increments('id')
      table.string('kind', 30).notNullable()
      table.string('locale', 5).notNullable()
      table.string('part', 20).notNullable()
      table.text('text').notNullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['kind', 'locale', 'part'], { indexName: 'letter_texts_part_unique' })
    })
  }

  async down() {
    this.schema.dropTable('letter_texts')
  }
}
