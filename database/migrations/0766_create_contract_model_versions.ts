import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('contract_models', (table) => {
      table.integer('published_number').unsigned().notNullable().defaultTo(0)
      table.string('currency', 3).nullable()
      table.bigInteger('payment_term_id').unsigned().nullable()
      table.bigInteger('erp_site_id').unsigned().nullable()
      table.integer('approval_flow_id').unsigned().nullable()
      table.boolean('needs_signature').notNullable().defaultTo(false)
    })

    this.schema.createTable('contract_model_lines', (table) => {
      table.increments('id')
      table.integer('contract_model_id').unsigned().notNullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.string('description', 255).notNullable()
      table.string('quantity', 32).notNullable()
      table.string('unit_price', 32).notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.foreign('contract_model_id', 'contract_model_lines_model_foreign').references('contract_models.id')
      table.foreign('product_id', 'contract_model_lines_product_foreign').references('products.id')
    })

    this.schema.createTable('contract_model_versions', (table) => {
      table.increments('id')
      table.integer('contract_model_id').unsigned().notNullable()
      table.integer('number').unsigned().notNullable()
      // everything a contract takes over, as it stood: never written again
      table.text('terms', 'longtext').notNullable()
      table.string('reason', 255).nullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.dateTime('published_at').notNullable()
      table.unique(['contract_model_id', 'number'], { indexName: 'contract_model_versions_number_unique' })
      table.foreign('contract_model_id', 'contract_model_versions_model_foreign').references('contract_models.id')
    })

    this.schema.alterTable('service_contracts', (table) => {
      table.integer('contract_model_version_id').unsigned().nullable()
      table.integer('approval_flow_id').unsigned().nullable()
      table.boolean('needs_signature').notNullable().defaultTo(false)
      table.string('signed_on', 10).nullable()
      table.string('signed_by', 120).nullable()
      table.integer('signed_attachment_id').unsigned().nullable()
      table.index(['contract_model_id', 'contract_model_version_id', 'id'], 'service_contracts_model_version_index')
    })
    this.schema.alterTable('contract_lines', (table) => {
      // the line of the model it came from, so that a later price of the model finds it
      table.integer('contract_model_line_id').unsigned().nullable()
    })
  }

  async down() {
    this.schema.alterTable('contract_lines', (table) => void table.dropColumn('contract_model_line_id'))
    // MariaDB keeps no foreign key without an index, and had let its own one go when ours came
    this.schema.alterTable('service_contracts', (table) => void table.index(['contract_model_id'], 'service_contracts_model_foreign'))
    this.schema.alterTable('service_contracts', (table) => {
      table.dropIndex(['contract_model_id', 'contract_model_version_id', 'id'], 'service_contracts_model_version_index')
      table.dropColumns('contract_model_version_id', 'approval_flow_id', 'needs_signature', 'signed_on', 'signed_by', 'signed_attachment_id')
    })
    this.schema.dropTable('contract_model_versions')
    this.schema.dropTable('contract_model_lines')
    this.schema.alterTable('contract_models', (table) => {
      table.dropColumns('published_number', 'currency', 'payment_term_id', 'erp_site_id', 'approval_flow_id', 'needs_signature')
    })
  }
}
