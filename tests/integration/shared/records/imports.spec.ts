import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import RevertImport from '#shared/records/imports/actions/revert_import'
import SaveRecord from '#shared/records/actions/save_record'
import WriteImport from '#shared/records/imports/actions/write_import'
import { countRows } from '#shared/records/imports/queries/import_rows'
import RecordInUse from '#shared/records/errors/record_in_use'
import { gadget, GADGET, gadgetTable, rule, someone } from '#tests/support/gadgets'
import { checked, uploaded, verdictsOf, written } from '#tests/support/importing'

const gadgets = () => db.from(GADGET.table).orderBy('id')

test.group('Importing records', (group) => {
  group.setup(() => gadgetTable())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => void delete rule.beforeSave)

  test('guesses what the columns mean and remembers what a person chose', async ({ assert }) => {
    const first = await uploaded('code;Name;Ware\nA1;Lamp;x\n')
    assert.deepEqual(first.mapping!.columns, ['code', 'name', null])
    assert.equal(first.mapping!.key, 'code')

    await checked('code;Name;Ware\nA1;Lamp;note\n', { columns: ['code', 'name', 'notes'] })
    const again = await uploaded('code;Name;Ware\nA1;Lamp;x\n')
    assert.deepEqual(again.mapping!.columns, ['code', 'name', 'notes'])
  })

  test('the dry run says of every row what will become of it, and writes nothing', async ({ assert }) => {
    await gadget({ name: 'Lamp', code: 'A1', stock: 3 })
    await gadget({ name: 'Same', code: 'A2' })
    const before = await gadgets()
    const imported = await checked(
      [
        'code;name;stock;bought_on;price_cents;status;parent_id',
        'A1;Lamp;5;;;;',
        'A2;Same;;;;;',
        'B1;Bell;1;31/12/2026;1.234,50;worn;A1',
        'B2;Ball;;30/02/2026;;;',
        'B3;Bowl;;;twelve;;',
        'B4;Bath;;;;;Nothing',
        'B1;Again;;;;;',
        ';;;;;;',
        'B5;;;;;broken;',
      ].join('\n'),
      { decimalSign: ',' }
    )

    assert.deepEqual(await verdictsOf(imported), [
      'update',
      'skip: Already holds these values.',
      'create',
      'error: bought_on: “30/02/2026” is not a day that exists',
      'error: price_cents: “twelve” is not an amount',
      'error: parent_id: nothing is called “Nothing”',
      'error: “B1” stands already in row 4',
      'error: status: “broken” is none of the choices “Name” is needed.',
    ])
    assert.deepEqual(await gadgets(), before)
    assert.lengthOf(await db.from('record_changes').where('source', 'import'), 0)
  })

  test('writing does exactly what the dry run said', async ({ assert }) => {
    await gadget({ name: 'Lamp', code: 'A1', stock: 3 })
    const imported = await checked('code;name;stock;price_cents\nA1;Lantern;5;\nB1;Bell;;9,5\nB2;;1;\n', { decimalSign: ',' })
    const promised = await countRows(imported.id)
    await written(imported)

    assert.deepEqual(await verdictsOf(imported), ['written', 'written', 'error: “Name” is needed.'])
    assert.equal((await countRows(imported.id)).written, promised.create + promised.update)
    assert.containsSubset(await gadgets(), [
      { name: 'Lantern', code: 'A1', stock: 5, version: 2 },
      { name: 'Bell', code: 'B1', price_cents: 950, version: 1 },
    ])
    const history = await db.from('record_changes').where('source', 'import')
    assert.deepEqual(history.map(({ kind }) => kind), ['changed', 'created'])
  })

  test('a record that somebody changed after the dry run is refused, not overwritten', async ({ assert }) => {
    const lamp = await gadget({ name: 'Lamp', code: 'A1' })
    const imported = await checked('code;name\nA1;Lantern\n')
    await new SaveRecord().handle(GADGET, { id: lamp.id, values: { name: 'Torch' } }, someone())
    await written(imported)

    assert.deepEqual(await verdictsOf(imported), ['refused: The record was changed since the check; check again'])
    assert.equal((await gadgets().first()).name, 'Torch')
  })

  test('a business rule refuses single rows and leaves nothing of them', async ({ assert }) => {
    rule.beforeSave = async (values) => {
      if (values.name === 'Bad') throw new RecordInUse()
    }
    const imported = await written(await checked('code;name\nA1;Good\nA2;Bad\nA3;Fine\n'))

    assert.deepEqual((await gadgets()).map(({ name }) => name), ['Good', 'Fine'])
    assert.match((await verdictsOf(imported))[1], /^error: /)
  })

  test('writing that was killed goes on with the rows that are left', async ({ assert }) => {
    const lines = Array.from({ length: 250 }, (_, i) => `C${i};Gadget ${i}`)
    const imported = await checked(`code;name\n${lines.join('\n')}\n`)
    rule.beforeSave = async (values) => {
      if (values.code === 'C150') throw new Error('killed')
    }
    await new WriteImport().begin(imported.id)
    await assert.rejects(() => new WriteImport().handle(imported.id, someone()), 'killed')
    assert.lengthOf(await gadgets(), 100)

    delete rule.beforeSave
    await new WriteImport().handle(imported.id, someone())
    assert.lengthOf(await gadgets(), 250)
    assert.equal((await countRows(imported.id)).written, 250)
    await imported.refresh()
    assert.equal(imported.state, 'written')
  })

  test('the whole import is taken back, but for what somebody touched since', async ({ assert }) => {
    await gadget({ name: 'Lamp', code: 'A1', price_cents: '10.00' })
    await gadget({ name: 'Bell', code: 'A2' })
    const imported = await written(await checked('code;name;price_cents\nA1;Lantern;20.00\nA2;Gong;\nB1;New;\nB2;Newer;\n', { decimalSign: '.' }))
    const touched = await db.from(GADGET.table).whereIn('code', ['A2', 'B2'])
    for (const { id } of touched) await new SaveRecord().handle(GADGET, { id, values: { notes: 'mine' } }, someone())

    await new RevertImport().begin(imported.id)
    await new RevertImport().handle(imported.id, someone())
    assert.containsSubset(await gadgets(), [{ name: 'Lamp', code: 'A1', price_cents: 1000 }, { name: 'Gong', code: 'A2' }, { name: 'Newer', code: 'B2' }])
    assert.lengthOf(await gadgets(), 3)
    const kept = 'kept: This record was changed afterwards, so it stays as it is'
    assert.deepEqual(await verdictsOf(imported), ['reverted', kept, 'reverted', kept])
  })

  test('somebody who may only create refuses the rows that change records', async ({ assert }) => {
    await gadget({ name: 'Lamp', code: 'A1' })
    const creator = { ...someone(), reach: (_: string, action: string) => (action === 'edit' ? ('none' as const) : ('all' as const)) }
    const imported = await checked('code;name\nA1;Lantern\nB1;Bell\n', {}, creator)

    assert.deepEqual(await verdictsOf(imported), ['error: Your roles do not permit this (gadget.edit)', 'create'])
  })
})
