import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import FilesConnector from '#erp/connectors/files/files_connector'
import { presetFiles } from '#erp/connectors/files/files_language'
import SftpFolder, { type SftpSettings } from '#erp/connectors/files/sftp_folder'
import ErpConnection from '#erp/models/erp_connection'
import FolderErp from '#tests/support/folder_erp'
import SftpServer from '#tests/support/sftp_server'
import { invoiceFor, readAll, type ErpUnderTest } from '#tests/contract/erp_connector'

const USER = { username: 'annexa', password: 'a password of the server' }

test.group('Files over SFTP', (group) => {
  let house: FolderErp
  let server: SftpServer
  let id: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    house = await new FolderErp(await mkdtemp(join(tmpdir(), 'sftp-erp-'))).start()
    server = await new SftpServer(house.folder, USER).start()
    id = (await ErpConnection.create({ name: 'SFTP', kind: 'sftp', settings: {}, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7 })).id
  })
  group.each.teardown(async () => {
    await server.stop()
    await house.stop()
  })

  const connector = (more: Partial<SftpSettings> = {}) => {
    const settings = { host: '127.0.0.1', port: server.port, ...USER, fingerprint: server.fingerprint, folder: '/', timeoutMs: 5000, ...more }
    return new FilesConnector(new SftpFolder(settings), presetFiles('one_folder'), id, 10_000)
  }

  test('records come in, files are moved to done with a report, and an invoice goes out and is answered', async ({ assert, cleanup }) => {
    const erp = connector()
    cleanup(() => erp.close())
    const { records } = await readAll(erp, 'customer')
    assert.deepEqual(records.map(({ name }) => name), ['Talleres Ñandú 1', 'Talleres Ñandú 2', 'Talleres Ñandú 3'])
    const done = await readdir(join(house.folder, 'done'))
    assert.isTrue(done.some((name) => name.endsWith('_customers_000002.csv')))
    assert.isTrue(done.some((name) => name.endsWith('_customers_000002.csv.report.txt')))

    const under = { connector: erp, customerId: 'C1', productId: 'P2', currency: 'EUR' } as unknown as ErpUnderTest
    const posted = await erp.postInvoice(invoiceFor(under))
    assert.containSubset(posted, { number: 'FV2', state: 'posted', netCents: 100_00, totalCents: 121_00 })
    assert.lengthOf(house.taken, 1)
  })

  test('a server whose key was not entered is told nothing, and its key is named', async ({ assert }) => {
    const { fingerprint } = server
    for (const wrong of ['', 'SHA256:AAAA']) {
      await assert.rejects(() => connector({ fingerprint: wrong }).describe(), new RegExp(fingerprint.replaceAll(/[.+]/g, String.raw`\$&`)))
    }
  })

  test('a wrong password, a folder that is missing and a server that is away are told apart', async ({ assert }) => {
    await assert.rejects(() => connector({ password: 'wrong' }).describe(), /does not admit annexa/)
    await assert.rejects(() => connector({ folder: '/elsewhere' }).describe(), /There is no folder \/elsewhere/)
    await assert.rejects(() => connector({ port: 1 }).describe(), /cannot be reached/)
  })

  test('a connection that was lost is begun again', async ({ assert, cleanup }) => {
    const erp = connector()
    cleanup(() => erp.close())
    await erp.describe()
    await server.stop()
    await assert.rejects(() => erp.readPage('customer', { since: null, after: null, limit: 5 }), /cannot be/)
    await server.start()
    const { records } = await erp.readPage('customer', { since: null, after: null, limit: 5 })

    assert.lengthOf(records, 3)
  })
})
