import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('identity_providers', (table) => {
      table.increments('id')
      table.string('name', 80).notNullable()
      table.string('issuer', 190).notNullable()
      table.string('client_id', 190).notNullable()
      // encrypted; null for a public client
      table.text('client_secret', 'longtext').nullable()
      // beginnings of the paths that a link of the provider may open, one a line
      table.text('targets').notNullable()
      table.boolean('is_active').notNullable().defaultTo(true)
      table.boolean('is_offered').notNullable().defaultTo(true)
      table.boolean('matches_email').notNullable().defaultTo(false)
      table.boolean('provisions').notNullable().defaultTo(false)
      table.integer('role_id').unsigned().nullable()
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['issuer'], { indexName: 'identity_providers_issuer_unique' })
      table.foreign('role_id', 'identity_providers_role_foreign').references('roles.id').onDelete('SET NULL')
    })

    this.schema.createTable('identity_links', (table) => {
      table.increments('id')
      table.integer('provider_id').unsigned().notNullable()
      // compared byte by byte, as the provider does
      const subject = table.string('subject', 255).notNullable()
      if (dialect === 'mysql') subject.collate('utf8mb4_bin')
      table.integer('user_id').unsigned().notNullable()
      table.dateTime('last_used_at').nullable()
      table.dateTime('created_at').notNullable()
      table.unique(['provider_id', 'subject'], { indexName: 'identity_links_subject_unique' })
      table.index(['user_id'], 'identity_links_user_index')
      table.foreign('provider_id', 'identity_links_provider_foreign').references('identity_providers.id').onDelete('CASCADE')
      table.foreign('user_id', 'identity_links_user_foreign').references('users.id').onDelete('CASCADE')
    })

    this.schema.createTable('spent_entries', (table) => {
      table.bigIncrements('id')
      // SHA-256 of the pass that opened a session in a frame
      table.string('pass_hash', 64).notNullable()
      table.dateTime('spent_at').notNullable()
      table.unique(['pass_hash'], { indexName: 'spent_entries_hash_unique' })
      table.index(['spent_at'], 'spent_entries_spent_at_index')
    })
  }

  async down() {
    for (const table of ['spent_entries', 'identity_links', 'identity_providers']) this.schema.dropTable(table)
  }
}
