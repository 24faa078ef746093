import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import FilesConnector from '#erp/connectors/files/files_connector'
import { presetFiles } from '#erp/connectors/files/files_language'
import LocalFolder from '#erp/connectors/files/local_folder'
import ErpConnection from '#erp/models/erp_connection'
import FolderErp from '#tests/support/folder_erp'
import { keepsTheContract, readAll, type ErpUnderTest } from '#tests/contract/erp_connector'

test.group('An ERP that only writes and reads files', (group) => {
  let house: FolderErp
  let erp: ErpUnderTest

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    house = await new FolderErp(await mkdtemp(join(tmpdir(), 'folder-erp-')), 'utf-8').start()
    const { id } = await ErpConnection.create({ name: 'By files', kind: 'files', settings: {}, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7 })
    erp = {
      connector: new FilesConnector(new LocalFolder(house.folder, [tmpdir()]), { ...presetFiles('one_folder'), format: { encoding: 'utf-8' } }, id, 10_000),
      customerId: 'C1',
      productId: 'P2',
      currency: 'EUR',
      renameCustomer: async (number, name) => {
        house.customers.find((one) => one.Number === number)!.Name = name
        await house.write('customers', house.customers)
      },
      moveCustomer: async (number, city) => {
        house.addresses.find((one) => one.Customer === number)!.City = city
        await house.write('addresses', house.addresses)
      },
      spoil: async () => {
        house.orders.filter((one) => one.Order === 'O2').forEach((one) => (one.Date = '30/02/2026'))
        await house.write('orders', house.orders)
        return { entity: 'order', id: 'O2' }
      },
      refusals: [
        { invoice: { customerId: '999999' }, code: 'customer_unknown' },
        { invoice: { customerId: 'C3' }, code: 'customer_blocked' },
        { invoice: { currency: 'USD' }, code: 'currency_unknown' },
        { invoice: { issuedOn: '2019-12-31' as never }, code: 'period_closed' },
      ],
      goods: { siteId: 'MAIN', productId: 'P2', serialised: { productId: 'P1', serial: 'S9A' }, tooMany: '500' },
      refusesUnknownSerials: true,
    }
  })
  group.each.teardown(() => house.stop())

  keepsTheContract(() => erp)

  test('tells the products of an invoice when a file of its lines has come', async ({ assert }) => {
    await readAll(erp.connector, 'invoice', null, 100)
    assert.deepEqual((await erp.connector.readOne('invoice', 'FV1'))!.sold, [])
    await house.write('invoice_lines', ['P1', 'P2', ''].map((Product, index) => ({ 'Invoice': 'FV1', 'Line': String(index + 1), Product, 'Quantity': '2,5', 'Order line': index ? '' : 'O1-1', 'Serials': index ? '' : 'S1A|S1B' })))
    const { records } = await readAll(erp.connector, 'invoice', null, 100)

    assert.deepEqual(records[0].sold, [
      { id: '1', productId: 'P1', quantity: '2.5', orderLineId: 'O1-1', serials: ['S1A', 'S1B'] },
      { id: '2', productId: 'P2', quantity: '2.5', orderLineId: null, serials: [] },
    ])
  })
})
