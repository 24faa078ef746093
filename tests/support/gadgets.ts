import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import type { Actor, Reach } from '#shared/actor'
import SaveRecord from '#shared/records/actions/save_record'
import { allRecordTypes, registerRecordType } from '#shared/records/registry'
import type { RecordType, Row, Values } from '#shared/records/record_type'

/** A record type that has a field of every kind, for the tests of what all types share. */
export const GADGET: RecordType = {
  name: 'gadget',
  domain: 'testing',
  table: 'test_gadgets',
  path: '/testing/gadgets',
  icon: 'box',
  title: ['name'],
  subtitle: 'code',
  defaultSort: 'name',
  actions: ['view', 'create', 'edit', 'delete', 'export', 'import'],
  owner: { user: 'owner_id', group: 'group_id' },
  fields: [
    { name: 'name', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true },
    { name: 'code', kind: 'text', max: 20, listed: true, filter: true, sort: true, unique: true },
    { name: 'status', kind: 'choice', choices: { fresh: 'info', worn: 'muted' }, initial: 'fresh', required: true, listed: true, filter: true },
    { name: 'bought_on', kind: 'date', listed: true, filter: true, sort: true },
    { name: 'price_cents', kind: 'money', currency: 'currency', listed: true, filter: true, sort: true },
    { name: 'currency', kind: 'text', max: 3, initial: 'EUR' },
    { name: 'weight', kind: 'decimal' },
    { name: 'stock', kind: 'whole', filter: true, sort: true },
    { name: 'is_loud', kind: 'boolean', filter: true },
    { name: 'parent_id', kind: 'reference', to: 'gadget' },
    { name: 'notes', kind: 'longtext' },
  ],
  // what the tests change to see a business rule refuse
  beforeSave: async (...args) => rule.beforeSave?.(...args),
}

export const rule: Pick<RecordType, 'beforeSave'> = {}

/** Makes the type and its table. Call it in a group's setup, before any transaction begins. */
export async function gadgetTable(): Promise<() => Promise<void>> {
  if (!allRecordTypes().includes(GADGET)) registerRecordType(GADGET)
  await db.connection().schema.dropTableIfExists(GADGET.table)
  await db.connection().schema.createTable(GADGET.table, (table) => {
    table.increments('id')
    table.string('name').notNullable()
    table.string('code', 20).nullable().unique()
    table.string('status', 10).nullable()
    table.string('bought_on', 10).nullable()
    table.bigInteger('price_cents').nullable()
    table.string('currency', 3).nullable()
    table.string('weight', 32).nullable()
    table.integer('stock').nullable()
    table.boolean('is_loud').nullable()
    table.integer('parent_id').unsigned().nullable().references('test_gadgets.id')
    table.text('notes', 'longtext').nullable()
    table.integer('owner_id').nullable()
    table.integer('group_id').nullable()
    table.integer('version').notNullable()
    table.dateTime('created_at').notNullable()
    table.dateTime('updated_at').notNullable()
  })
  return async () => {
    await db.connection().schema.dropTableIfExists(GADGET.table)
  }
}

/** Somebody whose permissions on gadgets all reach as far as this. */
export function someone(reach: Reach = 'all', { id = 1, groupIds = [] as number[] } = {}): Actor {
  return { id, name: 'Ada', email: 'ada@test.example', locale: 'en', timeZone: 'Europe/Madrid', groupIds, reach: () => reach, may: () => reach !== 'none' }
}

export function gadget(values: Values, actor = someone()): Promise<Row> {
  return new SaveRecord().handle(GADGET, { id: null, values: { status: 'fresh', ...values } }, actor)
}

export const english = () => i18nManager.locale('en')
