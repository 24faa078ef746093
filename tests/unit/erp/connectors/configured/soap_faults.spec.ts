import { test } from '@japa/runner'
import type { InvoiceToPost } from '#contracts/erp'
import type { Mapping } from '#erp/connectors/configured/mapping'
import SoapConnector from '#erp/connectors/configured/soap_connector'
import SmallSoap, { answerWith, enveloped, faultOf } from '#tests/support/small_soap'

const company = { fields: { company: { constant: 'C' }, currency: { constant: 'EUR' }, timeZone: { constant: 'UTC' } } }
const zero = { constant: 0 }
const FIELDS = { customerId: 'nr', state: { constant: 'posted' }, currency: { constant: 'EUR' }, netCents: zero, taxCents: zero, totalCents: zero, openCents: zero, lineCount: zero }

const mapped = (failures: Mapping['failures'] = {}): Mapping => ({
  protocol: 'soap',
  name: 'Small',
  company,
  failures,
  entities: { invoice: { id: 'nr', list: { call: 'getProducts', rows: 'p', paging: { kind: 'none' } }, one: { call: 'getProduct', params: { nr: '{id}' }, row: 'p' }, fields: FIELDS } },
  invoices: { post: { amounts: 'sent', priceDecimals: 4, steps: [{ name: 'post', call: 'postInvoice', params: { ref: '{reference}' }, take: { id: 'p.nr' } }] } },
})
const INVOICE: InvoiceToPost = { reference: 'R-1', customerId: '1', issuedOn: null, currency: 'EUR', netCents: 0, text: '', lines: [] }

test.group('Faults of SOAP and what they mean', (group) => {
  let erp: SmallSoap
  const connect = (failures?: Mapping['failures']) => new SoapConnector({ url: erp.url, username: '', password: '', fingerprint: '', timeoutMs: 2000 }, mapped(failures))
  const writing = (failures?: Mapping['failures']) => connect(failures).postInvoice(INVOICE).then(() => null, (error) => error)
  const reading = (failures?: Mapping['failures']) => connect(failures).readPage('invoice', { since: null, after: null, limit: 5 }).then(() => null, (error) => error)

  group.each.setup(async () => {
    erp = await new SmallSoap().start()
    return () => erp.stop()
  })

  test('a fault of the caller means that nothing was done', async ({ assert }) => {
    erp.reply = () => ({ status: 500, body: faultOf('Client', 'The reference is missing') })
    assert.containSubset(await writing(), { kind: 'refused', code: 'other', sentence: 'The reference is missing' })
    const read = await reading()
    assert.equal(read.kind, 'gibberish')
    assert.include(read.message, 'The reference is missing')
  })

  test('a fault of the server while writing leaves open what happened; while reading it is asked again later', async ({ assert }) => {
    erp.reply = () => ({ status: 500, body: faultOf('Server', 'Deadlock') })

    assert.equal((await writing()).kind, 'outcome_unknown')
    assert.equal((await reading()).kind, 'unavailable')
  })

  test('a fault of version 1.2 means the same', async ({ assert }) => {
    const version = 'http://www.w3.org/2003/05/soap-envelope'
    const fault = '<e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason><e:Text xml:lang="en">No such customer</e:Text></e:Reason><e:Detail><code>C7</code></e:Detail></e:Fault>'
    erp.reply = () => ({ status: 400, body: enveloped(fault, version) })

    assert.containSubset(await writing({ code: 'fault.detail.code', codes: { C7: 'customer_unknown' } }), { kind: 'refused', code: 'customer_unknown', sentence: 'No such customer' })
  })

  test('the mapping says it better: {means}')
    .with([
      { means: 'refused', kind: 'refused' },
      { means: 'busy', kind: 'unavailable' },
      { means: 'unavailable', kind: 'unavailable' },
      { means: 'denied', kind: 'access_denied' },
    ] as const)
    .run(async ({ assert }, { means, kind }) => {
      erp.reply = () => ({ status: 500, body: faultOf('Server', 'x', '<code>E1</code>') })
      assert.equal((await writing({ answers: [{ at: 'fault.detail.code', is: 'E1', means }] })).kind, kind)
    })

  test('where an ERP has no codes, parts of its sentences tell', async ({ assert }) => {
    erp.reply = () => ({ status: 500, body: faultOf('Client', 'Period 2026-10 is CLOSED for postings') })

    assert.equal((await writing({ words: { period_closed: ['is closed'] } })).code, 'period_closed')
  })

  test('an error inside a normal answer is seen where the mapping says it stands', async ({ assert }) => {
    erp.reply = () => ({ body: answerWith('<nr>17</nr>') })
    const failures: Mapping['failures'] = { answers: [{ at: 'p.nr', is: 17, means: 'refused' }], code: 'p.nr', codes: { 17: 'customer_blocked' } }

    assert.equal((await writing(failures)).code, 'customer_blocked')
  })

  test('a call that the WSDL does not know is never sent', async ({ assert }) => {
    const mapping = mapped()
    mapping.invoices!.post!.steps[0].call = 'post'
    const connector = new SoapConnector({ url: erp.url, username: '', password: '', fingerprint: '', timeoutMs: 2000 }, mapping)

    await assert.rejects(() => connector.postInvoice(INVOICE), /knows no operation post; it knows getProducts, getProduct, postInvoice/)
    assert.isEmpty(erp.calls)
  })
})
