import { test } from '@japa/runner'
import DeliverInvoice from '#erp/actions/deliver_invoice'
import { PRESETS } from '#erp/connectors/configured/presets'
import X3Connector from '#erp/connectors/sage_x3/x3_connector'
import { x3Mapping } from '#erp/connectors/sage_x3/x3_language'
import { invoiceFor, type ErpUnderTest } from '#tests/contract/erp_connector'
import X3StandIn, { X3_SETTINGS } from '#tests/support/x3/x3_stand_in'
import { fillX3 } from '#tests/support/x3/x3_world'

/** What comes of each fault in each operation of a posting. */
const CASES = (['save', 'run'] as const).flatMap((operation) => (['lost', 'html', 'busy'] as const).map((how) => ({ operation, how })))

test.group('Faults of Sage X3', (group) => {
  let x3: X3StandIn
  let connector: X3Connector
  const connect = (more = {}) => new X3Connector({ ...X3_SETTINGS, url: x3.url, ...more }, x3Mapping(PRESETS.sage_x3, undefined))
  const erp = () => ({ connector, customerId: 'C0003', productId: 'SRV-MAINT', currency: 'EUR' }) as unknown as ErpUnderTest

  group.each.setup(async () => {
    x3 = await new X3StandIn().start()
    fillX3(x3.books)
    connector = connect()
    return async () => {
      await connector.close()
      await x3.stop()
    }
  })

  test('the answer to {operation} is {how}: nobody knows what happened, and the invoice is posted once all the same')
    .with(CASES)
    .run(async ({ assert }, { operation, how }) => {
      const invoice = invoiceFor(erp())
      x3.broken = { operation, how }
      assert.equal((await new DeliverInvoice(connector).handle(invoice)).outcome, 'outcome_unknown')
      const again = await new DeliverInvoice(connector).handle(invoice)

      assert.equal(again.outcome, 'accepted')
      assert.lengthOf(x3.books.query('SIH', { INVREF: invoice.reference }, 10), 1)
    })

  test('reading: {how} comes as {kind}')
    .with([
      { how: 'lost', kind: 'unavailable' },
      { how: 'html', kind: 'gibberish' },
      { how: 'busy', kind: 'unavailable' },
    ] as const)
    .run(async ({ assert }, { how, kind }) => {
      await connector.describe()
      x3.broken = { operation: 'query', how }
      const error = await connector.readPage('customer', { since: null, after: null, limit: 5 }).then(() => null, (found) => found)

      assert.equal(error.kind, kind)
    })

  test('a wrong {title} is said as such')
    .with([
      { title: 'password', more: { password: 'x' }, kind: 'access_denied', said: /does not admit this user/ },
      { title: 'pool', more: { poolAlias: 'NOPOOL' }, kind: 'unavailable', said: /Pool alias "NOPOOL" not found/ },
      { title: 'company', more: { company: 'ZZ' }, kind: 'gibberish', said: /refuses to answer: ZZ: record does not exist/ },
      { title: 'time zone', more: { timeZone: 'Mars' }, kind: 'gibberish', said: /Mars is no time zone/ },
    ])
    .run(async ({ assert }, { more, kind, said }) => {
      const error = await connect(more).describe().then(() => null, (found) => found)

      assert.equal(error.kind, kind)
      assert.match(error.message, said)
    })

  test('a refused validation leaves no draft behind', async ({ assert }) => {
    const mapping = x3Mapping(PRESETS.sage_x3, undefined)
    const broken = structuredClone(mapping)
    broken.invoices!.post!.steps[2].params!.publicName = 'YNOTHING'
    const invoice = invoiceFor(erp())

    const refusal = await new X3Connector({ ...X3_SETTINGS, url: x3.url }, broken).postInvoice(invoice).then(() => null, (error) => error)
    assert.containSubset(refusal, { kind: 'refused', code: 'other', sentence: 'Web service YNOTHING is not published' })
    assert.isEmpty(x3.books.query('SIH', { INVREF: invoice.reference }, 10))
  })
})
