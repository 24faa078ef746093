import { createReadStream, createWriteStream } from 'node:fs'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { RecordList } from '#shared/records/queries/record_list'
import { exportRows } from '#shared/records/queries/export_rows'
import { listRequest } from '#shared/records/rules/list_request'
import { formatOf } from '#shared/spreadsheets/formats'
import { sniffFormat } from '#shared/spreadsheets/sniff'
import { english, gadget, GADGET, gadgetTable, someone } from '#tests/support/gadgets'
import { fileOf, verdictsOf } from '#tests/support/importing'
import CheckImport from '#shared/records/imports/actions/check_import'
import MapImport from '#shared/records/imports/actions/map_import'
import StartImport from '#shared/records/imports/actions/start_import'

const COLUMNS = ['name', 'code', 'status', 'bought_on', 'price_cents', 'weight', 'stock', 'is_loud', 'parent_id', 'notes']

async function exported(format: 'csv' | 'xlsx'): Promise<string> {
  const { path } = await fileOf('', `gadgets.${format}`)
  const list = new RecordList(GADGET, { ...listRequest(GADGET, {}), cursor: null }, someone(), 'export')
  await formatOf(format)!.write(exportRows(GADGET, COLUMNS, list, english()), createWriteStream(path))
  return path
}

async function rowsOf(path: string): Promise<string[][]> {
  const rows: string[][] = []
  for await (const row of (await sniffFormat(path)).read(createReadStream(path))) rows.push(row)
  return rows
}

test.group('Exports', (group) => {
  group.setup(() => gadgetTable())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const format of ['csv', 'xlsx'] as const) {
    test(`as ${format} come back unchanged when they are imported again`, async ({ assert }) => {
      const parent = await gadget({ name: 'Árbol; "grande"', code: 'P1' })
      const full = { name: '=cmd|calc', code: '+34 600', bought_on: '2026-02-28', price_cents: '-1234.56', weight: '0.125', stock: 12, is_loud: true, parent_id: parent.id, notes: 'two\nlines' }
      await gadget(full)

      const path = await exported(format)
      const started = await new StartImport().handle(GADGET, { path, name: `gadgets.${format}` }, someone(), english())
      const columns = ['id', ...COLUMNS]
      await new MapImport().handle(GADGET, started.id, { ...started.mapping!, columns, key: 'id', mode: 'both', decimalSign: '.' })
      await new CheckImport().handle(started.id, someone())
      assert.deepEqual(await verdictsOf(started), ['skip: Already holds these values.', 'skip: Already holds these values.'])
    })
  }

  test('hold no cell that a spreadsheet would run', async ({ assert }) => {
    await gadget({ name: '=cmd|calc', code: '-5', notes: '@sum(a1)' })
    const { readFile } = await import('node:fs/promises')
    const text = await readFile(await exported('csv'), 'utf8')
    assert.include(text, "'=cmd|calc")
    assert.include(text, "'@sum(a1)")
    assert.include(text, ',-5,')
    assert.include((await rowsOf(await exported('csv')))[1], '=cmd|calc')
  })

  test('of a long list are whole', async ({ assert }) => {
    const row = { status: 'fresh', version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }
    for (let i = 0; i < 2500; i += 250) await db.table(GADGET.table).multiInsert(Array.from({ length: 250 }, (_, n) => ({ ...row, name: `G${(i + n) % 7}` })))
    assert.lengthOf(await rowsOf(await exported('xlsx')), 2501)
  })
})
