import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('jobs', (table) => {
      table.bigIncrements('id')
      table.string('name', 100).notNullable()
      table.string('lane', 100).nullable()
      table.text('payload', 'longtext').notNullable()
      table.string('key', 191).nullable()
      // the hash of name and key while the job waits or runs, null afterwards
      table.string('open_key', 64).nullable()
      // the lane while the job runs, null otherwise
      table.string('running_lane', 100).nullable()
      table.string('state', 10).notNullable().defaultTo('waiting')
      table.integer('attempts').notNullable().defaultTo(0)
      table.integer('takeovers').notNullable().defaultTo(0)
      table.dateTime('available_at').notNullable()
      table.string('worker', 120).nullable()
      table.dateTime('heartbeat_at').nullable()
      table.text('last_error', 'longtext').nullable()
      table.dateTime('created_at').notNullable()

      table.unique(['open_key'], { indexName: 'jobs_open_key_unique' })
      table.unique(['running_lane'], { indexName: 'jobs_running_lane_unique' })
      table.index(['state', 'available_at', 'id'], 'jobs_claim_index')
    })
  }

  async down() {
    this.schema.dropTable('jobs')
  }
}
