import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('users', (table) => {
      table.increments('id')
      table.string('email', 190).notNullable()
      table.string('password', 255).nullable()
      table.string('full_name', 120).notNullable()
      table.string('locale', 5).notNullable().defaultTo('en')
      table.string('time_zone', 64).notNullable().defaultTo('Europe/Madrid')
      table.string('theme', 10).notNullable().defaultTo('system')
      table.string('density', 10).notNullable().defaultTo('normal')
      table.boolean('is_active').notNullable().defaultTo(true)
      table.dateTime('last_seen_at').nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['email'], { indexName: 'users_email_unique' })
      table.index(['full_name'], 'users_full_name_index')
    })

    this.schema.createTable('groups', (table) => {
      table.increments('id')
      table.string('name', 80).notNullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['name'], { indexName: 'groups_name_unique' })
    })

    this.schema.createTable('group_users', (table) => {
      table.increments('id')
      table.integer('group_id').unsigned().notNullable()
      table.integer('user_id').unsigned().notNullable()
      table.foreign('group_id', 'group_users_group_fk').references('groups.id').onDelete('CASCADE')
      table.foreign('user_id', 'group_users_user_fk').references('users.id').onDelete('CASCADE')
      table.unique(['group_id', 'user_id'], { indexName: 'group_users_unique' })
      table.index(['user_id'], 'group_users_user_index')
    })
  }

  async down() {
    this.schema.dropTable('group_users')
    this.schema.dropTable('groups')
    this.schema.dropTable('users')
  }
}
