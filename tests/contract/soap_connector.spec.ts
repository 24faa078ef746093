import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import SoapConnector from '#erp/connectors/configured/soap_connector'
import { sandboxWsdl } from '#erp/connectors/sandbox/soap/sandbox_wsdl'
import { openSandboxApi, presetMapping } from '#tests/support/sandbox_api'
import { sandboxUnderTest } from '#tests/support/sandbox_under_test'
import { invoiceFor, keepsTheContract, type ErpUnderTest } from '#tests/contract/erp_connector'

test.group('Any SOAP ERP by its mapping, against the sandbox', (group) => {
  let erp: ErpUnderTest

  group.setup(() => testUtils.httpServer().start())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    erp = await sandboxUnderTest(new SoapConnector(await openSandboxApi('soap'), presetMapping('sandbox_soap')))
  })
  group.each.teardown(() => erp.connector.close())

  keepsTheContract(() => erp)

  test('says the fields it could not read by their path', async ({ assert }) => {
    await erp.spoil()
    const { unreadable } = await erp.connector.readPage('order', { since: null, after: null, limit: 100 })

    assert.deepEqual(unreadable.map(({ reason }) => reason), ['orderedOn: "30/02/2026" is not a day written dd/MM/yyyy'])
  })

  test('finds only invoices whose reference is ours, not those that contain it', async ({ assert }) => {
    const { reference } = await erp.connector.postInvoice(invoiceFor(erp))

    assert.isEmpty(await erp.connector.findInvoices(reference!.slice(0, -1)))
  })

  test('a wrong key is refused as such, once', async ({ assert }) => {
    const settings = { ...(await openSandboxApi('soap')), password: 'wrong' }
    const connector = new SoapConnector(settings, presetMapping('sandbox_soap'))

    for (const _ of [1, 2]) await assert.rejects(() => connector.describe(), /does not admit this user/)
  })

  test('reads with a WSDL that is kept with the connection, whatever address stands in it', async ({ assert }) => {
    const mapping = presetMapping('sandbox_soap')
    mapping.soap = { wsdl: '/nowhere' }
    const settings = { ...(await openSandboxApi('soap')), wsdl: sandboxWsdl('http://elsewhere.example/soap') }
    const { company } = await new SoapConnector(settings, mapping).describe()

    assert.equal(company, 'Equipos Ibéricos S.L.')
  })

  test('an operation that the WSDL does not have is named at once', async ({ assert }) => {
    const mapping = presetMapping('sandbox_soap')
    mapping.entities.order!.list.call = 'listAll'
    const connector = new SoapConnector(await openSandboxApi('soap'), mapping)

    await assert.rejects(() => connector.describe(), 'The WSDL has no listAll; it has openSession, company, list, get, createCustomer, changeCustomer, createInvoice, addInvoiceLine, validateInvoice, discardInvoice, createOrder, addOrderLine, confirmOrder, discardOrder, moveStock')
  })

  test('what is no WSDL is said to be none', async ({ assert }) => {
    const mapping = presetMapping('sandbox_soap')
    mapping.soap = { wsdl: '/../v1/company' }
    const connector = new SoapConnector(await openSandboxApi('soap'), mapping)

    await assert.rejects(() => connector.describe(), /WSDL/)
  })
})
