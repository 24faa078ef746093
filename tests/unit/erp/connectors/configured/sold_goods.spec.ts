import { test } from '@japa/runner'
import type { InvoiceToPost } from '#contracts/erp'
import type { EntityMapping, Mapping } from '#erp/connectors/configured/mapping'
import RestConnector from '#erp/connectors/configured/rest_connector'
import SmallErp from '#tests/support/small_erp'

const HEADER = { nr: 'I1', ref: 'T-1', of: 'C1' }
const LINES = [
  { invoice: 'I1', line: 1, item: 'P1', qty: '-2.00', order: 'O1-1', lots: { lot: [{ no: 'S1' }, { no: 'S2' }] } },
  { invoice: 'I1', line: 2, item: 'P2', qty: '3', order: '', lots: '' },
  { invoice: 'I1', line: 3, item: '', qty: '1', order: '', lots: '' },
]
const SOLD = [
  { id: '1', productId: 'P1', quantity: '2.00', orderLineId: 'O1-1', serials: ['S1', 'S2'] },
  { id: '2', productId: 'P2', quantity: '3', orderLineId: null, serials: [] },
]
const fields = {
  reference: 'ref',
  customerId: 'of',
  state: { constant: 'posted' },
  currency: { constant: 'EUR' },
  ...Object.fromEntries(['netCents', 'taxCents', 'totalCents', 'openCents'].map((name) => [name, { constant: 0 }])),
  lineCount: { count: 'lines' },
  sold: { rows: 'lines', fields: { id: 'line', productId: 'item', quantity: 'qty', orderLineId: 'order', serials: { each: 'lots.lot', value: 'no' } } },
}
const entity = (more: Partial<EntityMapping> = {}): EntityMapping => ({
  id: 'nr',
  list: { path: '/i', rows: 'i', paging: { kind: 'none' }, brief: 'nr' },
  one: { path: '/i/{id}', row: '$' },
  fields,
  ...more,
})
const BESIDE = { parts: { lines: { path: '/lines', params: { of: '{ids}' }, rows: 'l', parent: 'invoice', per: 'page' as const } } }

const mappingOf = (invoice: EntityMapping): Mapping => ({
  name: 'Small',
  company: { fields: { company: { constant: 'C' }, currency: { constant: 'EUR' }, timeZone: { constant: 'UTC' } } },
  entities: { invoice },
  invoices: {
    find: { path: '/find', params: { ref: '{reference}' }, rows: 'i', brief: 'nr' },
    post: { amounts: 'sent', priceDecimals: 2, steps: [{ name: 'create', method: 'POST', path: '/i', body: { ref: '{reference}' }, take: { id: 'nr' } }] },
  },
})

test.group('What invoices of a mapping sell', (group) => {
  let erp: SmallErp
  const connect = (invoice: EntityMapping) => new RestConnector({ url: erp.url, username: 'me', password: 'secret', fingerprint: '', timeoutMs: 2000 }, mappingOf(invoice))

  group.each.setup(async () => {
    erp = await new SmallErp().start()
    return () => erp.stop()
  })

  test('order lines and serial numbers are read from lines {title}')
    .with([
      { title: 'inside the invoice', more: {}, whole: { ...HEADER, lines: LINES } },
      { title: 'of another resource', more: BESIDE, whole: HEADER },
    ])
    .run(async ({ assert }, { more, whole }) => {
      erp.answer = ({ url: { pathname } }) => ({ body: JSON.stringify(pathname === '/i' ? { i: [{ nr: 'I1' }] } : pathname === '/lines' ? { l: LINES } : whole) })
      const connector = connect(entity(more))

      assert.deepEqual((await connector.readPage('invoice', { since: null, after: null, limit: 5 })).records[0].sold, SOLD)
      assert.deepEqual((await connector.readOne('invoice', 'I1'))!.sold, SOLD)
    })

  test('an invoice that was posted in steps is read back with what it sells', async ({ assert }) => {
    let isPosted = false
    erp.answer = ({ method, url: { pathname } }) => {
      if (method === 'POST') isPosted = true
      if (pathname === '/find') return { body: JSON.stringify({ i: isPosted ? [{ nr: 'I1' }] : [] }) }
      return { body: JSON.stringify(pathname === '/lines' ? { l: LINES } : HEADER) }
    }
    const connector = connect(entity(BESIDE))
    const invoice = { reference: 'T-1', customerId: 'C1', issuedOn: null, currency: 'EUR', netCents: 0, text: '', lines: [] } as InvoiceToPost

    assert.deepEqual((await connector.postInvoice(invoice)).sold, SOLD)
    assert.deepEqual((await connector.findInvoices('T-1'))[0].sold, SOLD)
  })
})
