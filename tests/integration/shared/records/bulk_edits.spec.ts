import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { now, sqlInstant } from '#shared/clock'
import SaveRecord from '#shared/records/actions/save_record'
import ChooseRecords from '#shared/records/bulk_edits/actions/choose_records'
import RunBulkEdit from '#shared/records/bulk_edits/actions/run_bulk_edit'
import SetBulkValue from '#shared/records/bulk_edits/actions/set_bulk_value'
import UndoBulkEdit from '#shared/records/bulk_edits/actions/undo_bulk_edit'
import { countBulkRows } from '#shared/records/bulk_edits/queries/bulk_edit_rows'
import BulkEdit from '#shared/records/models/bulk_edit'
import { gadget, GADGET, gadgetTable, rule, someone } from '#tests/support/gadgets'

const gadgets = () => db.from(GADGET.table).orderBy('id')
const all = (query: Record<string, unknown> = {}) => new ChooseRecords().handle(GADGET, { ids: [], query }, someone())

async function ran(edit: BulkEdit, field: string, value: unknown) {
  await new SetBulkValue().handle(edit.id, field, value)
  await new RunBulkEdit().begin(edit.id)
  await new RunBulkEdit().handle(edit.id, someone())
}

async function undo(edit: BulkEdit, at = now()) {
  await new UndoBulkEdit().begin(edit.id, at)
  await new UndoBulkEdit().handle(edit.id, someone())
}

test.group('Bulk edits', (group) => {
  group.setup(() => gadgetTable())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => void delete rule.beforeSave)

  test('change all that match, with one history entry each, and nothing else', async ({ assert }) => {
    for (const [name, stock] of [['Lamp', 1], ['Bell', 2], ['Bowl', 9]] as const) await gadget({ name, stock })
    const edit = await all({ f_stock_to: '5' })
    assert.equal(edit.rowCount, 2)
    await ran(edit, 'price_cents', '12.50')

    assert.deepEqual((await gadgets()).map(({ price_cents: price }) => price), [1250, 1250, null])
    const history = await db.from('record_changes').where('source', 'bulk')
    assert.lengthOf(history, 2)
    assert.deepEqual(JSON.parse(history[0].changes), { price_cents: [null, 1250] })
  })

  test('can be undone, but for records that somebody changed since', async ({ assert }) => {
    for (const name of ['Lamp', 'Bell', 'Bowl']) await gadget({ name, stock: 1 })
    const edit = await all()
    await ran(edit, 'stock', 7)
    const [lamp] = await gadgets()
    await new SaveRecord().handle(GADGET, { id: lamp.id, values: { notes: 'mine' } }, someone())
    await undo(edit)

    assert.deepEqual((await gadgets()).map(({ stock }) => stock), [7, 1, 1])
    assert.containsSubset(await countBulkRows(edit.id), { undone: 2, kept: 1, changed: 0 })
  })

  test('cannot be undone after a day', async ({ assert }) => {
    await gadget({ name: 'Lamp' })
    const edit = await all()
    await ran(edit, 'stock', 7)
    await db.from('bulk_edits').update({ finished_at: sqlInstant(now().minus({ hours: 25 })) })

    await assert.rejects(() => undo(edit), 'The bulk edit was refused: too late')
  })

  test('go on where they were killed and change no record twice', async ({ assert }) => {
    for (let i = 0; i < 130; i++) await gadget({ name: `Gadget ${i}` })
    const edit = await all()
    let saves = 0
    rule.beforeSave = async () => {
      if (++saves === 120) throw new Error('killed')
    }
    await assert.rejects(() => ran(edit, 'stock', 7), 'killed')
    delete rule.beforeSave
    await new RunBulkEdit().handle(edit.id, someone())

    assert.lengthOf(await db.from('record_changes').where('source', 'bulk'), 130)
    assert.deepEqual(await db.from(GADGET.table).where({ stock: 7, version: 2 }).count('* as total'), [{ total: 130 }])
  })

  test('leave out what the person may not edit and refuse an empty choice', async ({ assert }) => {
    const mine = await gadget({ name: 'Mine' }, someone('all', { id: 5 }))
    const other = await gadget({ name: 'Other' }, someone('all', { id: 6 }))
    const choose = (ids: number[]) => new ChooseRecords().handle(GADGET, { ids, query: null }, someone('own', { id: 5 }))

    assert.equal((await choose([mine.id, other.id])).rowCount, 1)
    await assert.rejects(() => choose([other.id]), 'The bulk edit was refused: nothing chosen')
    assert.lengthOf(await BulkEdit.all(), 1)
  })

  test('say of records that already hold the value that they are unchanged', async ({ assert }) => {
    await gadget({ name: 'Lamp', stock: 7 })
    const edit = await all()
    await ran(edit, 'stock', 7)
    assert.equal((await countBulkRows(edit.id)).unchanged, 1)
    assert.equal((await gadgets().first()).version, 1)
  })
})
