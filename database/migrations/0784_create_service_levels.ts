import { BaseSchema } from '@adonisjs/lucid/schema'

const CLOCKS = ['response', 'on_site', 'workaround', 'resolution']
const CARRIERS = ['contract_models', 'service_contracts']

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('service_levels', (table) => {
      table.increments('id')
      table.string('code', 64).notNullable()
      table.string('name', 120).notNullable()
      table.integer('hours_calendar_id').unsigned().notNullable()
      for (const reason of ['customer', 'part', 'third_party']) table.boolean(`pauses_${reason}`).notNullable().defaultTo(false)
      // working time as people write it, such as 1 h 30 min; null promises nothing
      for (const severity of [1, 2, 3, 4]) for (const clock of CLOCKS) table.string(`${clock}_${severity}`, 16).nullable()
      table.boolean('is_active').notNullable().defaultTo(true)
      table.text('notes').nullable()
      table.integer('version').unsigned().notNullable().defaultTo(1)
      table.dateTime('created_at').notNullable()
      table.dateTime('updated_at').notNullable()
      table.unique(['code'], { indexName: 'service_levels_code_unique' })
      table.index(['name', 'id'], 'service_levels_name_index')
      table.foreign('hours_calendar_id', 'service_levels_calendar_foreign').references('hours_calendars.id')
    })

    for (const name of CARRIERS) {
      this.schema.alterTable(name, (table) => {
        table.integer('service_level_id').unsigned().nullable()
        table.index(['service_level_id'], `${name}_service_level_index`)
      })
    }

    this.schema.createTable('contract_service_levels', (table) => {
      table.increments('id')
      table.integer('service_contract_id').unsigned().notNullable()
      table.integer('number').unsigned().notNullable()
      table.string('valid_from', 10).notNullable()
      // null where none holds from that day on
      table.integer('service_level_id').unsigned().nullable()
      table.integer('hours_calendar_id').unsigned().nullable()
      table.text('terms', 'longtext').nullable()
      table.string('reason', 255).nullable()
      table.integer('user_id').unsigned().nullable()
      table.string('user_name', 120).nullable()
      table.dateTime('created_at').notNullable()
      table.unique(['service_contract_id', 'number'], { indexName: 'contract_service_levels_number_unique' })
      table.foreign('service_contract_id', 'contract_service_levels_contract_foreign').references('service_contracts.id')
      table.foreign('service_level_id', 'contract_service_levels_level_foreign').references('service_levels.id')
      table.foreign('hours_calendar_id', 'contract_service_levels_calendar_foreign').references('hours_calendars.id')
    })
  }

  async down() {
    this.schema.dropTable('contract_service_levels')
    for (const name of CARRIERS) {
      this.schema.alterTable(name, (table) => {
        table.dropIndex(['service_level_id'], `${name}_service_level_index`)
        table.dropColumn('service_level_id')
      })
    }
    this.schema.dropTable('service_levels')
  }
}
