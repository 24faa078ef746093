import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import DeliverInvoice from '#erp/actions/deliver_invoice'
import { PRESETS } from '#erp/connectors/configured/presets'
import X3Connector from '#erp/connectors/sage_x3/x3_connector'
import { x3Mapping } from '#erp/connectors/sage_x3/x3_language'
import { invoiceFor, keepsTheContract, readAll, type ErpUnderTest } from '#tests/contract/erp_connector'
import X3StandIn, { X3_SETTINGS } from '#tests/support/x3/x3_stand_in'
import { fillX3 } from '#tests/support/x3/x3_world'

for (const preset of ['sage_x3', 'sage_x3_changes']) {
  test.group(`Sage X3 as an ERP, by the mapping ${preset}`, (group) => {
    let x3: X3StandIn
    let erp: ErpUnderTest

    group.each.setup(async () => {
      x3 = await new X3StandIn().start()
      fillX3(x3.books)
      erp = {
        connector: new X3Connector({ ...X3_SETTINGS, url: x3.url }, x3Mapping(PRESETS[preset], undefined)),
        customerId: 'C0003',
        productId: 'SRV-MAINT',
        tellsProducts: true,
        statesSold: ['order lines'],
        currency: 'EUR',
        renameCustomer: async (id, name) => x3.books.touch('BPC', id, 'BPC0_1', { BPCNAM: name }),
        moveCustomer: async (id, city) => x3.books.touch('BPC', id, 'BPAC_1', { CTY: city }),
        spoil: async () => {
          x3.books.touch('SOH', 'SO0004', 'SOH0_1', { ORDDAT: '20260230' })
          return { entity: 'order', id: 'SO0004' }
        },
        refusals: [
          { invoice: { customerId: '999999' }, code: 'customer_unknown' },
          { invoice: { customerId: 'C0005' }, code: 'customer_blocked' },
          { invoice: { currency: 'XTS' }, code: 'currency_unknown' },
          { invoice: { issuedOn: calendarDate('2025-12-31') }, code: 'period_closed' },
          { invoice: { issuedOn: calendarDate('2199-01-01') }, code: 'date_in_future' },
          { invoice: { site: 'XX' }, code: 'site_unknown' },
        ],
        goods: { siteId: 'ES011', productId: 'PRD0002', serialised: { productId: 'PRD0001', serial: 'SN-NEW-1' }, tooMany: '500' },
        refusesUnknownSerials: true,
      }
      return async () => {
        await erp.connector.close()
        await x3.stop()
      }
    })

    keepsTheContract(() => erp)

    test('reads what X3 keeps in its own way: days, signs, local menus, lists of values', async ({ assert }) => {
      const { records: deliveries } = await readAll(erp.connector, 'delivery', null, 100)
      const { records: invoices } = await readAll(erp.connector, 'invoice', null, 100)
      const { records: orders } = await readAll(erp.connector, 'order', null, 100)
      const credit = invoices.find(({ netCents }) => netCents < 0)!

      assert.containSubset(deliveries[0], { deliveredOn: '2026-11-10', kind: 'delivery', isCancelled: false, lines: [{ serials: ['SN1A', 'SN1B'], orderLineId: 'SO0001/1000' }] })
      assert.deepEqual(deliveries.slice(0, 2).map(({ lines }) => lines.map(({ lots }) => lots)), [[[]], [[], [{ lot: 'L26-07', quantity: '2' }]]])
      assert.containSubset(deliveries[11], { isCancelled: true })
      assert.deepEqual(orders.slice(0, 2).map(({ lines }) => lines.map(({ expectedOn }) => expectedOn)), [['2026-11-24', '2026-12-01'], [null, null]])
      // 99.50 and 21 % of it: 20.895, that is 20.90
      assert.containSubset(credit, { netCents: -99_50, taxCents: -20_90, totalCents: -120_40, openCents: -120_40, dueDates: [{ amountCents: -120_40, openCents: -120_40 }] })
      assert.sameMembers(invoices.map(({ state }) => state), ['draft', 'posted', 'paid', 'posted', 'posted'])
    })

    test('an answer that was lost while the invoice was created is found again by our reference, and posted once', async ({ assert }) => {
      const invoice = invoiceFor(erp)
      x3.broken = { operation: 'save', how: 'lost' }
      assert.equal((await new DeliverInvoice(erp.connector).handle(invoice)).outcome, 'outcome_unknown')
      assert.equal((await new DeliverInvoice(erp.connector).handle(invoice)).outcome, 'accepted')

      assert.lengthOf(x3.books.query('SIH', { INVREF: invoice.reference }, 10), 1)
      assert.lengthOf(await erp.connector.findInvoices(invoice.reference), 1)
    })

    test('links lead to the screens of X3', ({ assert }) => {
      assert.equal(erp.connector.linkTo('invoice', 'SI26-00001'), `${x3.url}/syracuse-main/html/main.html?url=%2Ftrans%2Fx3%2Ferp%2FSEED%2F%24sessions%3Ff%3DGESSIH%2F2%2F%2FM%2FSI26-00001`)
      assert.include(erp.connector.linkTo('customer', 'A/1')!, "BPCUSTOMER('A%2F1')%3Frepresentation%3DBPCUSTOMER.%24details")
    })
  })
}
