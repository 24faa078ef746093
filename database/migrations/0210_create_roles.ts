import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('roles', (table) => {
      table.increments('id')
      table.string('key', 40).notNullable()
      table.string('name', 80).notNullable()
      table.boolean('is_builtin').notNullable().defaultTo(false)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['key'], { indexName: 'roles_key_unique' })
      table.unique(['name'], { indexName: 'roles_name_unique' })
    })

    this.schema.createTable('role_users', (table) => {
      table.increments('id')
      table.integer('role_id').unsigned().notNullable()
      table.integer('user_id').unsigned().notNullable()
      table.foreign('role_id', 'role_users_role_fk').references('roles.id').onDelete('CASCADE')
      table.foreign('user_id', 'role_users_user_fk').references('users.id').onDelete('CASCADE')
      table.unique(['role_id', 'user_id'], { indexName: 'role_users_unique' })
      table.index(['user_id'], 'role_users_user_index')
    })

    this.schema.createTable('role_permissions', (table) => {
      table.increments('id')
      table.integer('role_id').unsigned().notNullable()
      table.string('resource', 40).notNullable()
      table.string('action', 40).notNullable()
      table.string('reach', 10).notNullable()
      table.foreign('role_id', 'role_permissions_role_fk').references('roles.id').onDelete('CASCADE')
      table.unique(['role_id', 'resource', 'action'], { indexName: 'role_permissions_unique' })
    })
  }

  async down() {
    this.schema.dropTable('role_permissions')
    this.schema.dropTable('role_users')
    this.schema.dropTable('roles')
  }
}
