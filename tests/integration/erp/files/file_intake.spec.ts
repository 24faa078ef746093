import { mkdtemp, readdir, readFile, symlink, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import FilesConnector from '#erp/connectors/files/files_connector'
import { presetFiles } from '#erp/connectors/files/files_language'
import type { FilesMapping } from '#erp/connectors/files/files_mapping'
import LocalFolder from '#erp/connectors/files/local_folder'
import ErpConnection from '#erp/models/erp_connection'
import FolderErp from '#tests/support/folder_erp'
import { readAll } from '#tests/contract/erp_connector'

test.group('Files that come in', (group) => {
  let house: FolderErp
  let id: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    house = await new FolderErp(await mkdtemp(join(tmpdir(), 'intake-erp-'))).start()
    id = (await ErpConnection.create({ name: 'Files', kind: 'files', settings: {}, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7 })).id
  })
  group.each.teardown(() => house.stop())

  const connector = (more: Partial<FilesMapping> = {}) => new FilesConnector(new LocalFolder(house.folder, [tmpdir()]), { ...presetFiles('one_folder'), ...more }, id, 0)
  const names = async (erp = connector()) => (await readAll(erp, 'customer')).records.map(({ name }) => name)
  const listed = async (below: string, ending: string) => (await readdir(join(house.folder, below))).filter((name) => name.endsWith(ending))
  const receipts = (state: string) => db.from('file_receipts').where({ connection_id: id, entity: 'customer', part: '', state })

  test('a complete export: what is missing from the next one is gone, also from the keys', async ({ assert }) => {
    const erp = connector()
    assert.lengthOf(await names(erp), 3)
    house.customers.pop()
    await house.write('customers', house.customers)
    assert.lengthOf(await names(erp), 2)
    assert.deepEqual((await erp.readKeys('customer', null, 10)).keys, ['C1', 'C2'])
    assert.isNull(await erp.readOne('customer', 'C3'))
    const [report] = (await listed('done', 'customers_000007.csv.report.txt'))
    assert.include(await readFile(join(house.folder, 'done', report), 'utf8'), 'unchanged: 2\ngone: 1')
  })

  test('an export of changes: what is missing stays', async ({ assert }) => {
    const erp = connector()
    await readAll(erp, 'order')
    await house.write('orders', [{ ...house.orders[0], Order: 'O9' }])
    const { records } = await readAll(erp, 'order')

    assert.deepEqual(records.map(({ id: order, lines }) => [order, lines.length]), [['O1', 2], ['O2', 2], ['O9', 1]])
  })

  test('orders in one file and their lines in another are put together, whichever comes first', async ({ assert }) => {
    const { entities } = presetFiles('one_folder')
    const { lines, ...fields } = entities.order!.fields as Record<string, any>
    const order = { ...entities.order!, isGrouped: false, parts: { lines: { files: 'lines_*.csv', parent: 'Order' } }, fields: { ...fields, lines: { ...lines, rows: 'lines' } } }
    const erp = connector({ entities: { order } })
    await house.write('lines', house.orders.slice(0, 2))
    const { records } = await readAll(erp, 'order')
    assert.lengthOf(records.find(({ id: one }) => one === 'O1')!.lines, 2)

    await db.from('file_records').where({ connection_id: id }).update({ changed_at: '2026-01-01 00:00:00' })
    const since = await erp.serverTime()
    await house.write('lines', house.orders.slice(0, 1))
    const changed = await readAll(erp, 'order', since)
    assert.deepEqual(changed.records.map(({ id: one, lines: left }) => [one, left.length]), [['O1', 1]])
  })

  test('a file is read once: the same again is put aside, and what came between still counts', async ({ assert }) => {
    const erp = connector()
    const before = await names(erp)
    await house.write('customers', house.customers)
    await names(erp)
    assert.lengthOf(await receipts('repeated'), 1)

    await house.write('customers', house.customers.slice(0, 1))
    assert.lengthOf(await names(erp), 1)
    await house.write('customers', house.customers)
    assert.deepEqual(await names(erp), before)
  })

  test('killed after reading and before moving, the next intake only moves it', async ({ assert }) => {
    await names()
    const [done] = await listed('done', '_customers_000002.csv')
    await house.put('customers_000002.csv', await readFile(join(house.folder, 'done', done)))
    await receipts('taken').update({ moved_at: null })
    await names()

    assert.lengthOf(await receipts('taken'), 1)
    assert.lengthOf(await receipts('repeated'), 0)
    assert.isEmpty(await listed('in', '.csv').then((found) => found.filter((name) => name.startsWith('customers'))))
  })

  test('a file that still grows is left alone: by its name, or until its marker is there', async ({ assert }) => {
    await names()
    await writeFile(join(house.folder, 'in', 'customers_000099.csv.part'), 'Number;Name\nX;half a na')
    assert.lengthOf(await names(), 3)

    const erp = connector({ marker: '.done' })
    const name = await house.write('customers', house.customers.slice(0, 2))
    assert.lengthOf(await names(erp), 3)
    await house.put(`${name}.done`, Buffer.from(''))
    assert.lengthOf(await names(erp), 2)
    assert.lengthOf(await listed('done', `${name}.done`), 1)
  })

  test('{title}: nothing of the file is kept, it lies under failed with the reason, and the monitor is told')
    .with([
      { title: 'a row without its key', content: 'Number;Name\nC8;New\n;Nobody\n', reason: /line 3: the key is empty/ },
      { title: 'a row with too many columns', content: 'Number;Name\nC8;New;more\n', reason: /line 2/ },
      { title: 'a quote that never ends', content: 'Number;Name\nC8;"New\n', reason: /Quote Not Closed/i },
      { title: 'two columns of one name', content: 'Number;Number\nC8;x\n', reason: /two columns are called "Number"/ },
    ])
    .run(async ({ assert }, { content, reason }) => {
      await names()
      await house.put('customers_000100.csv', Buffer.from(content))
      const { records, unreadable } = await readAll(connector(), 'customer')

      assert.lengthOf(records, 3)
      assert.deepEqual(unreadable.map(({ id: one }) => one), ['file customers_000100.csv'])
      assert.match(unreadable[0].reason, reason)
      const [report] = await listed('failed', '.report.txt')
      assert.match(await readFile(join(house.folder, 'failed', report), 'utf8'), reason)
      await assert.rejects(() => connector().readOne('customer', 'file customers_000100.csv'), reason)
      await house.put('customers_000100.csv', Buffer.from('Number;Name;Language;Active\nC8;New;ES;Y\n'))
      const healed = await readAll(connector(), 'customer')
      assert.isEmpty(healed.unreadable)
    })

  test('bytes that are no text of the encoding are refused', async ({ assert }) => {
    await house.put('customers_000100.csv', Buffer.from([0x4e, 0x3b, 0xff, 0xfe, 0x0a]))
    const { unreadable } = await readAll(connector({ format: { encoding: 'utf-8' } }), 'customer')
    assert.match(unreadable.map((one) => one.reason).join(), /is not written in utf-8/)
  })

  test('only folders inside those of the installation are used, whatever links say', async ({ assert }) => {
    const open = (folder: string, roots: string[]) => new FilesConnector(new LocalFolder(folder, roots), presetFiles('one_folder'), id, 0).describe()
    const allowed = join(house.folder, 'allowed')
    await mkdir(join(allowed, 'erp'), { recursive: true })
    await symlink(house.folder, join(allowed, 'away'))
    await symlink(house.folder, join(allowed, 'erp', 'in'))

    await assert.rejects(() => open(join(allowed, 'erp'), []), /This installation allows no folder/)
    await assert.rejects(() => open('/etc', [allowed]), /must lie inside one of those/)
    await assert.rejects(() => open(`${allowed}/../`, [allowed]), /must lie inside one of those/)
    await assert.rejects(() => open(`${allowed}x`, [allowed]), /must lie inside one of those/)
    await assert.rejects(() => open(join(allowed, 'away'), [allowed]), /must lie inside one of those/)
    await assert.rejects(() => open(join(allowed, 'erp'), [allowed]), /must lie inside one of those/)
    await assert.rejects(() => open(join(allowed, 'nowhere'), [allowed]), /There is no folder/)
    await assert.rejects(() => open('relative', [allowed]), /not an absolute path/)
  })

  test('a link among the files is not followed', async ({ assert }) => {
    await names()
    await writeFile(join(house.folder, 'secret.csv'), 'Number;Name;Active\nC7;Secret;Y\n')
    await symlink(join(house.folder, 'secret.csv'), join(house.folder, 'in', 'customers_999999.csv'))
    assert.notInclude(await names(), 'Secret')
  })
})
