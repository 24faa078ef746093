import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import ImportRefused from '#shared/records/imports/errors/import_refused'
import UnreadableFile from '#shared/spreadsheets/unreadable_file'
import { xlsx } from '#shared/spreadsheets/xlsx'
import { gadgetTable } from '#tests/support/gadgets'
import { checked, fileOf, uploaded, verdictsOf } from '#tests/support/importing'
import type { Cell } from '#contracts/spreadsheet'

async function workbook(rows: Cell[][]): Promise<Buffer> {
  const { path } = await fileOf('', 'book.xlsx')
  await xlsx.write((async function* () {
    yield* rows
  })(), createWriteStream(path))
  return readFile(path)
}

test.group('Files that are hard to read', (group) => {
  group.setup(() => gadgetTable())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('a workbook that is cut off or damaged inside is refused and leaves nothing behind', async ({ assert }) => {
    const whole = await workbook([['name', 'code'], ...Array.from({ length: 500 }, (_, i) => [`Gadget ${i} ${Math.random()}`, `C${i}`])])
    const holed = Buffer.from(whole)
    holed.fill(0x55, 200, whole.length - 1500)

    for (const broken of [whole.subarray(0, whole.length >> 1), holed]) {
      const error = await uploaded(broken).catch((failure) => failure)
      assert.isTrue(error instanceof UnreadableFile || error instanceof ImportRefused, String(error))
    }
    assert.lengthOf(await db.from('imports'), 0)
    assert.lengthOf(await db.from('import_rows'), 0)
  }).timeout(20_000)

  test('numbers, days and formulas of a workbook arrive as they are shown', async ({ assert }) => {
    const imported = await uploaded(await workbook([['name', 'price_cents', 'bought_on', 'weight'], ['Lamp', 1234.5, new Date('2026-02-28T00:00:00Z'), 0.1 + 0.2], [null, null, null, null], ['Bell', -3, null, 1e21]]))
    const rows = await db.from('import_rows').where('import_id', imported.id).orderBy('line')
    assert.deepEqual(rows.map((row) => [row.line, JSON.parse(row.cells)[0]]), [[2, 'Lamp'], [4, 'Bell']])
    assert.deepEqual(JSON.parse(rows[0].cells).slice(1), ['1234.5', '2026-02-28', '0.3'])
  })

  test('a cell of ten megabytes is an error of its row, not of the file', async ({ assert }) => {
    const imported = await checked(`name,notes\nLamp,${'x'.repeat(10_000_000)}\nBell,short\n`)
    assert.deepEqual(await verdictsOf(imported), ['error: notes: has more than 50,000 characters', 'create'])
  })

  test('text of older spreadsheets keeps its accents and a semicolon its columns', async ({ assert }) => {
    const imported = await uploaded(Buffer.from('name;notes\nCigüeña;a,b\n', 'latin1'))
    const row = await db.from('import_rows').where('import_id', imported.id).firstOrFail()
    assert.deepEqual(JSON.parse(row.cells), ['Cigüeña', 'a,b'])
  })

  test('a file with too many columns is refused', async ({ assert }) => {
    await assert.rejects(() => uploaded(`${Array.from({ length: 300 }, (_, i) => `c${i}`).join(',')}\nx\n`), ImportRefused)
  })
})
