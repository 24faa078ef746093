import { BaseSchema } from '@adonisjs/lucid/schema'
import { binaryText } from '#database/binary_text'

export default class extends BaseSchema {
  async up() {
    const dialect = this.db.dialect.name

    this.schema.createTable('warranty_registrations', (table) => {
      table.bigIncrements('id')
      table.string('number', 20).notNullable()
      table.string('status', 12).notNullable()
      table.string('channel', 10).notNullable()
      table.string('document_kind', 10).nullable()
      table.string('received_on', 10).notNullable()
      table.bigInteger('product_id').unsigned().notNullable()
      table.string('serial', 128).notNullable()
      binaryText(table, dialect, 'serial_thread', 300).notNullable()
      table.string('purchased_on', 10).notNullable()
      table.integer('dealer_id').unsigned().nullable()
      table.string('dealer_name', 255).nullable()
      table.integer('company_id').unsigned().nullable()
      binaryText(table, dialect, 'customer_key', 255).nullable()
      table.string('customer_name', 255).notNullable()
      table.string('customer_email', 255).nullable()
      table.string('customer_phone', 64).nullable()
      table.string('tax_id', 64).nullable()
      table.string('street', 255).nullable()
      table.string('postal_code', 32).nullable()
      table.string('city', 128).nullable()
      table.string('country', 2).nullable()
      table.string('language', 2).nullable()
      table.string('main_finding', 24).nullable()
      table.text('findings').notNullable()
      // the thread of its serial number while this registration is the one that stands for it
      binaryText(table, dialect, 'open_key', 300).nullable()
      table.bigInteger('predecessor_id').unsigned().nullable()
      table.bigInteger('installed_item_id').unsigned().nullable()
      table.string('decision_reason', 2000).nullable()
      table.string('decided_by', 120).nullable()
      table.dateTime('decided_at').nullable()
      table.boolean('keeps_refused').notNullable().defaultTo(false)
      table.text('notes').nullable()
      table.integer('owner_id').unsigned().nullable()
      table.integer('group_id').unsigned().nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()

      table.unique(['number'], { indexName: 'warranty_registrations_number_unique' })
      table.unique(['open_key'], { indexName: 'warranty_registrations_open_unique' })
      table.index(['serial_thread', 'status'], 'warranty_registrations_thread_index')
      table.index(['status', 'id'], 'warranty_registrations_status_index')
      table.index(['serial', 'id'], 'warranty_registrations_serial_index')
      table.index(['received_on', 'id'], 'warranty_registrations_received_index')
      table.index(['purchased_on', 'id'], 'warranty_registrations_purchased_index')
      table.index(['company_id', 'id'], 'warranty_registrations_company_index')
      table.index(['dealer_id', 'id'], 'warranty_registrations_dealer_index')
      table.index(['installed_item_id', 'id'], 'warranty_registrations_item_index')
      table.index(['owner_id', 'id'], 'warranty_registrations_owner_index')
      table.foreign('product_id', 'warranty_registrations_product_foreign').references('products.id')
      table.foreign('dealer_id', 'warranty_registrations_dealer_foreign').references('companies.id')
      table.foreign('company_id', 'warranty_registrations_company_foreign').references('companies.id')
      table.foreign('installed_item_id', 'warranty_registrations_item_foreign').references('installed_items.id')
      table.foreign('predecessor_id', 'warranty_registrations_predecessor_foreign').references('warranty_registrations.id')
    })

    // its row is the lock under which registrations are looked at one after the other
    this.defer(async (database) => {
      await database.table('number_sequences').insert({ name: 'warranty_registrations', last: 0 })
    })
  }

  async down() {
    this.schema.dropTable('warranty_registrations')
    this.defer(async (database) => {
      await database.from('number_sequences').where('name', 'warranty_registrations').delete()
    })
  }
}
