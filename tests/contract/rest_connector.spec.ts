import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { addDays } from '#shared/calendar/calendar_date'
import RestConnector from '#erp/connectors/configured/rest_connector'
import { saveSandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import { openSandboxApi, presetMapping, SANDBOX_USER } from '#tests/support/sandbox_api'
import { invoiceFor, keepsTheContract, type ErpUnderTest } from '#tests/contract/erp_connector'

test.group('Any REST ERP by its mapping, against the sandbox', (group) => {
  const today = todayIn('Europe/Madrid')
  const closedUntil = addDays(today, -30)
  let erp: ErpUnderTest

  group.setup(() => testUtils.httpServer().start())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await db.transaction(async (trx) => {
      await fillSandboxWorld(trx, today)
      await saveSandboxSettings(trx, { closedUntil })
    })
    const settings = await openSandboxApi()
    erp = {
      connector: new RestConnector(settings, presetMapping('sandbox_rest')),
      customerId: '3',
      productId: '11',
      currency: 'EUR',
      renameCustomer: async (id, name) =>
        void (await db.from('sandbox_customers').where('id', id).update({ name, modified_at: sqlInstant(now()) })),
      moveCustomer: async (id, city) =>
        void (await db.from('sandbox_addresses').where('customer_id', id).update({ city, modified_at: sqlInstant(now()) })),
      spoil: async () => {
        await db.from('sandbox_orders').where('id', 4).update({ ordered_on: '2026-02-30' })
        return { entity: 'order', id: '4' }
      },
      refusals: [
        { invoice: { customerId: '999999' }, code: 'customer_unknown' },
        { invoice: { customerId: '21' }, code: 'customer_blocked' },
        { invoice: { currency: 'XTS' }, code: 'currency_unknown' },
        { invoice: { issuedOn: closedUntil }, code: 'period_closed' },
        { invoice: { issuedOn: addDays(today, 1) }, code: 'date_in_future' },
      ],
    }
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
    const settings = { ...(await openSandboxApi()), password: 'wrong', username: SANDBOX_USER }
    const connector = new RestConnector(settings, presetMapping('sandbox_rest'))

    for (const _ of [1, 2]) await assert.rejects(() => connector.describe(), /does not admit this user/)
  })
})
