import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('coverage_sets', (table) => {
      table.increments('id')
      table.string('code', 64).notNullable()
      table.string('name', 120).notNullable()
      table.string('time_zone', 64).notNullable()
      table.boolean('covers_all_skills').notNullable()
      table.integer('waiting_days').unsigned().notNullable()
      table.string('reference_date', 12).notNullable()
      table.string('on_credit_hold', 8).notNullable()
      table.boolean('covers_ordering_party').notNullable()
      table.string('deductible', 32).nullable()
      table.integer('published_number').unsigned().notNullable().defaultTo(0)
      table.text('notes').nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['code'], { indexName: 'coverage_sets_code_unique' })
      table.index(['name', 'id'], 'coverage_sets_name_index')
    })

    this.schema.createTable('coverage_rules', (table) => {
      table.increments('id')
      table.integer('coverage_set_id').unsigned().notNullable()
      table.string('item_scope', 16).notNullable()
      table.bigInteger('installed_item_id').unsigned().nullable()
      table.bigInteger('product_id').unsigned().nullable()
      table.integer('product_family_id').unsigned().nullable()
      table.string('component_path', 120).nullable()
      table.string('site', 255).nullable()
      table.string('place', 255).nullable()
      table.integer('skill_id').unsigned().nullable()
      table.string('excluded_components', 255).nullable()
      table.string('category', 8).notNullable()
      table.string('percent', 32).notNullable()
      table.string('included_products', 255).nullable()
      table.string('excluded_products', 255).nullable()
      table.string('unit_price_ceiling', 32).nullable()
      table.string('above_ceiling', 8).notNullable()
      table.integer('hours_calendar_id').unsigned().nullable()
      table.string('deductible', 32).nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.foreign('coverage_set_id', 'coverage_rules_set_foreign').references('coverage_sets.id')
      table.foreign('product_id', 'coverage_rules_product_foreign').references('products.id')
      table.foreign('product_family_id', 'coverage_rules_family_foreign').references('product_families.id')
      table.foreign('installed_item_id', 'coverage_rules_item_foreign').references('installed_items.id')
      table.foreign('skill_id', 'coverage_rules_skill_foreign').references('skills.id')
      table.foreign('hours_calendar_id', 'coverage_rules_calendar_foreign').references('hours_calendars.id')
    })

    this.schema.createTable('coverage_limits', (table) => {
      table.increments('id')
      table.integer('coverage_set_id').unsigned().notNullable()
      table.integer('coverage_rule_id').unsigned().nullable()
      table.string('category', 8).notNullable()
      table.string('per', 16).notNullable()
      table.string('kind', 8).notNullable()
      table.string('figure', 32).notNullable()
      table.string('unit', 32).nullable()
      table.string('period_unit', 8).notNullable()
      table.integer('period_count').unsigned().notNullable()
      table.string('period_from', 8).notNullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.foreign('coverage_set_id', 'coverage_limits_set_foreign').references('coverage_sets.id')
      table.foreign('coverage_rule_id', 'coverage_limits_rule_foreign').references('coverage_rules.id')
    })

    this.schema.createTable('coverage_set_versions', (table) => {
      table.increments('id')
      table.integer('coverage_set_id').unsigned().notNullable()
      table.integer('number').unsigned().notNullable()
      table.text('terms', 'longtext').notNullable()
      table.string('reason', 255).nullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.dateTime('published_at').notNullable()
      table.unique(['coverage_set_id', 'number'], { indexName: 'coverage_set_versions_number_unique' })
      table.foreign('coverage_set_id', 'coverage_set_versions_set_foreign').references('coverage_sets.id')
    })

    this.schema.createTable('contract_coverages', (table) => {
      table.increments('id')
      table.integer('service_contract_id').unsigned().notNullable()
      table.integer('number').unsigned().notNullable()
      table.string('valid_from', 10).notNullable()
      table.integer('coverage_set_id').unsigned().notNullable()
      table.integer('set_number').unsigned().notNullable()
      table.text('terms', 'longtext').notNullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.dateTime('created_at').notNullable()
      table.unique(['service_contract_id', 'number'], { indexName: 'contract_coverages_number_unique' })
      table.index(['coverage_set_id', 'service_contract_id'], 'contract_coverages_set_index')
      table.foreign('service_contract_id', 'contract_coverages_contract_foreign').references('service_contracts.id')
      table.foreign('coverage_set_id', 'contract_coverages_set_foreign').references('coverage_sets.id')
    })

    this.schema.alterTable('contract_models', (table) => {
      table.integer('coverage_set_id').unsigned().nullable()
    })
    this.schema.alterTable('contract_lines', (table) => {
      table.index(['installed_item_id', 'service_contract_id'], 'contract_lines_item_index')
    })
  }

  async down() {
    this.schema.alterTable('contract_lines', (table) => {
      table.dropIndex(['installed_item_id', 'service_contract_id'], 'contract_lines_item_index')
    })
    this.schema.alterTable('contract_models', (table) => {
      table.dropColumn('coverage_set_id')
    })
    for (const table of ['contract_coverages', 'coverage_set_versions', 'coverage_limits', 'coverage_rules', 'coverage_sets']) {
      this.schema.dropTable(table)
    }
  }
}
