import { test } from '@japa/runner'
import TrytonClient from '#erp/connectors/tryton/tryton_client'
import TrytonConnector from '#erp/connectors/tryton/tryton_connector'
import FaultProxy from '#tests/support/fault_proxy'
import { creditByHand, freeLot, payInPart } from '#tests/support/tryton/tryton_office'
import { hasTryton, READER, TRYTON, WITHOUT_TRYTON } from '#tests/support/tryton/tryton_server'
import { calendarDate } from '#shared/calendar/calendar_date'
import { invoiceFor, keepsTheContract, readAll, type ErpUnderTest } from '#tests/contract/erp_connector'

const PARTY = 5
const SERVICE = '10'

test.group('Tryton as an ERP', (group) => {
  const proxy = new FaultProxy(TRYTON.url)
  const office = new TrytonClient(TRYTON)
  let erp: ErpUnderTest

  async function postedAndPaidInPart(): Promise<string> {
    const { id } = await erp.connector.postInvoice(invoiceFor(erp))
    await payInPart(office, id)
    return id
  }

  group.tap((one) => one.skip(async () => !(await hasTryton()), WITHOUT_TRYTON).timeout(60_000))
  group.setup(async () => {
    if (!(await hasTryton())) return
    await proxy.start()
    const connector = new TrytonConnector({ ...TRYTON, url: proxy.url })
    erp = {
      connector,
      customerId: String(PARTY),
      productId: SERVICE,
      tellsProducts: true,
      currency: 'EUR',
      renameCustomer: (id, name) => office.write('model.party.party.write', [[Number(id)], { name }]),
      moveCustomer: async (id, city) => {
        const [address] = await office.read<number[]>('model.party.address.search', [
          [['party', '=', Number(id)]],
          0,
          1,
          [
            ['sequence', 'ASC'],
            ['id', 'ASC'],
          ],
        ])
        await office.write('model.party.address.write', [[address], { city }])
      },
      spoil: async () => {
        const { records } = await connector.readPage('customer', { since: null, after: null, limit: 1 })
        const match = (body: string) => body.includes('model.party.party.search_read')
        proxy.next({ kind: 'rewrite', body: withoutCode }, match)
        return { entity: 'customer', id: records[0].id }
      },
      refusals: [
        { invoice: { customerId: '999999' }, code: 'customer_unknown' },
        { invoice: { currency: 'XTS' }, code: 'currency_unknown' },
        { invoice: { issuedOn: calendarDate('2001-01-01') }, code: 'period_closed' },
        { invoice: { issuedOn: calendarDate(`${new Date().getUTCFullYear()}-01-01`) }, code: 'date_order' },
        { invoice: { issuedOn: calendarDate('2199-01-01') }, code: 'date_in_future' },
      ],
      goods: { siteId: '5', productId: '7', serialised: await freeLot(office), tooMany: '50000000' },
      refusesUnknownSerials: true,
    }
  })
  group.setup(async () => {
    if (await hasTryton()) await postedAndPaidInPart()
  })
  group.each.teardown(() => proxy.forget())
  group.teardown(async () => {
    if (!(await hasTryton())) return
    await erp.connector.close()
    await office.close()
    await proxy.stop()
  })

  keepsTheContract(() => erp)

  test('says which rights the user lacks', async ({ assert }) => {
    const reader = new TrytonConnector(READER)
    const { limits } = await reader.describe()

    assert.includeMembers(limits, ['The user may not read account.invoice.', 'The user may not create invoices.'])
    await assert.rejects(() => reader.readPage('invoice', { since: null, after: null, limit: 1 }), /not allowed/)
    await reader.close()
  })

  test('says what it has nothing of', async ({ assert }) => {
    const { offers, limits } = await erp.connector.describe()

    assert.notInclude(offers, 'price_list')
    assert.isTrue(limits.some((limit) => limit.includes('price list')))
  })

  test('reads a payment in part, and what is left of its invoice', async ({ assert }) => {
    const invoiceId = await postedAndPaidInPart()
    const since = new Date(Date.parse(await erp.connector.serverTime()) - 60_000).toISOString()
    const { records } = await readAll(erp.connector, 'payment', since)
    const payment = records.find(({ shares }) => shares.some((share) => share.invoiceId === invoiceId))

    assert.containSubset(payment, { customerId: String(PARTY), kind: 'payment', amountCents: 5_00, currency: 'EUR', method: 'Cash' })
    assert.containSubset(await erp.connector.readOne('invoice', invoiceId), { state: 'posted' })
  })

  test('knows which invoice a credit made by hand takes back, and which of its lines', async ({ assert }) => {
    const posted = await erp.connector.postInvoice(invoiceFor(erp))
    const credit = await erp.connector.readOne('invoice', await creditByHand(office, Number(posted.id)))

    assert.containSubset(credit, { netCents: -posted.netCents, creditsId: posted.id, lines: [{ netCents: -posted.netCents, creditsPosition: 1 }] })
    const sold = { creditsId: null, lines: [], sold: [{ productId: erp.productId, quantity: '2' }] }
    assert.containSubset(await erp.connector.readOne('invoice', posted.id), sold)
  })

  test('links to the screen of a record', ({ assert }) => {
    assert.match(erp.connector.linkTo('delivery', 'return,3')!, /\/#erp\/model\/stock\.shipment\.out\.return\/3$/)
    assert.isNull(erp.connector.linkTo('delivery', 'unknown,3'))
  })
})

function withoutCode(body: string): string {
  const answer = JSON.parse(body)
  answer.result[0].code = null
  return JSON.stringify(answer)
}
