import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { addDays } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import RestConnector from '#erp/connectors/configured/rest_connector'
import { openSandboxApi, presetMapping, SANDBOX_USER } from '#tests/support/sandbox_api'
import { sandboxUnderTest } from '#tests/support/sandbox_under_test'
import { invoiceFor, keepsTheContract, type ErpUnderTest } from '#tests/contract/erp_connector'

test.group('Any REST ERP by its mapping, against the sandbox', (group) => {
  let erp: ErpUnderTest

  group.setup(() => testUtils.httpServer().start())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    erp = await sandboxUnderTest(new RestConnector(await openSandboxApi(), presetMapping('sandbox_rest')))
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

  test('says the first day of the open books as the mapping reads it', async ({ assert }) => {
    const { issuedOn } = erp.refusals.find(({ code }) => code === 'period_closed')!.invoice

    assert.equal(await erp.connector.firstOpenDay!(issuedOn!), addDays(issuedOn!, 1))
    assert.isNull(await erp.connector.firstOpenDay!(addDays(todayIn('Europe/Madrid'), 1)))
  })

  test('a wrong key is refused as such, once', async ({ assert }) => {
    const settings = { ...(await openSandboxApi()), password: 'wrong', username: SANDBOX_USER }
    const connector = new RestConnector(settings, presetMapping('sandbox_rest'))

    for (const _ of [1, 2]) await assert.rejects(() => connector.describe(), /does not admit this user/)
  })
})
