import { test } from '@japa/runner'
import type { ErpPage, ErpProduct } from '#contracts/erp'
import type { Mapping } from '#erp/connectors/configured/mapping'
import { readMapping } from '#erp/connectors/configured/mapping_check'
import SoapConnector from '#erp/connectors/configured/soap_connector'
import SmallSoap, { answerWith, enveloped, faultOf, SCHEMA, smallWsdl } from '#tests/support/small_soap'
import SmallErp from '#tests/support/small_erp'

const FIELDS = { number: 'nr', name: 'nr', isActive: { constant: true }, isSerialised: { constant: false }, isService: { constant: false }, listPrice: 'price' }
const company = { fields: { company: { constant: 'C' }, currency: { constant: 'EUR' }, timeZone: { constant: 'UTC' } } }
const NR = (nr: number) => `<nr>${nr}</nr><price>1.50</price>`

function mapped(more: Partial<Mapping> = {}, list: object = {}): Mapping {
  const product = { id: 'nr', list: { call: 'getProducts', rows: 'p', paging: { kind: 'none' as const }, ...list }, one: { call: 'getProduct', params: { nr: '{id}' }, row: 'p' }, fields: FIELDS }
  return { protocol: 'soap', name: 'Small', company, entities: { product }, ...more }
}

test.group('Habits of ERPs over SOAP', (group) => {
  let erp: SmallSoap
  const connect = (mapping: Mapping, more = {}) =>
    new SoapConnector({ url: erp.url, username: 'me', password: 'secret', fingerprint: '', timeoutMs: 2000, ...more }, mapping)
  const all = async (connector: SoapConnector, limit = 2) => {
    const records: ErpProduct[] = []
    for (let after: string | null = null; ;) {
      const page: ErpPage<ErpProduct> = await connector.readPage('product', { since: null, after, limit })
      if (page.unreadable.length) throw new Error(page.unreadable[0].reason)
      records.push(...page.records)
      if (page.next === null) return records
      after = page.next
    }
  }

  group.each.setup(async () => {
    erp = await new SmallSoap().start()
    return () => erp.stop()
  })

  test('parameters stand in the order the WSDL asks for, and escaped', async ({ assert }) => {
    await all(connect(mapped({ soap: { params: { third: '3' } } }, { params: { second: 'a < b & "c"', first: '{limit}' } })))

    assert.match(erp.calls[0].body, /first>2.*second>a &lt; b &amp; .*third>3</, erp.calls[0].body)
    assert.equal(erp.calls[0].headers.soapaction, '"urn:small#getProducts"')
    assert.match(erp.calls[0].headers['content-type']!, /^text\/xml/)
  })

  test('a key travels {title}')
    .with([
      { title: 'as name and password', auth: { kind: 'basic' }, seen: (heard: any) => heard.headers.authorization === 'Basic bWU6c2VjcmV0' },
      { title: 'in a header of HTTP', auth: { kind: 'header', header: 'X-Key', value: 'k {settings.password}' }, seen: (heard: any) => heard.headers['x-key'] === 'k secret' },
      { title: 'among the parameters', auth: { kind: 'body', values: { key: '{settings.password}' } }, seen: (heard: any) => /key>secret</.test(heard.body) },
      { title: 'in the envelope', auth: { kind: 'envelope', values: { Key: { value: '{settings.password}' } } }, seen: (heard: any) => /<soap:Header><hdr:Key xmlns:hdr="urn:small"[^>]*>.*secret.*<\/soap:Header>/.test(heard.body) },
      { title: 'as WS-Security', auth: { kind: 'wsSecurity' }, seen: (heard: any) => /<wsse:Username>me<\/wsse:Username><wsse:Password Type="[^"]*#PasswordText">secret</.test(heard.body) },
      { title: 'as a digest of WS-Security', auth: { kind: 'wsSecurity', password: 'digest', timestamp: false }, seen: (heard: any) => /#PasswordDigest">/.test(heard.body) && !/secret|Timestamp/.test(heard.body) },
    ])
    .run(async ({ assert }, { auth, seen }) => {
      await all(connect(mapped({ auth } as Partial<Mapping>)))
      assert.isTrue(seen(erp.calls[0]), erp.calls[0].body)
    })

  test('a session of a login begins again when a fault says that it ended', async ({ assert }) => {
    let sessions = 0
    erp.reply = ({ body }) => {
      if (body.includes('>login<')) return { body: answerWith(`<nr>s${++sessions}</nr>`) }
      return body.includes('>s2<') ? { body: answerWith(NR(1)) } : { status: 500, body: faultOf('Server', 'expired', '<code>SESSION</code>') }
    }
    const auth = { kind: 'login', request: { call: 'getProduct', params: { nr: 'login' } }, token: 'p.nr', body: { key: '{token}' } } as const
    const failures: Mapping['failures'] = { answers: [{ at: 'fault.detail.code', is: 'SESSION', means: 'session_ended' }] }

    assert.lengthOf(await all(connect(mapped({ auth, failures }))), 1)
    assert.equal(sessions, 2)
  })

  test('one thing is a list of one, nothing an empty list, and amounts keep their digits', async ({ assert }) => {
    erp.reply = () => ({ body: answerWith('<nr>1</nr><price>12345678901234567.1050</price>') })
    const [one] = await all(connect(mapped()))
    erp.reply = () => ({ body: answerWith() })

    assert.equal(one.listPrice, '12345678901234567.1050')
    assert.isEmpty(await all(connect(mapped())))
  })

  test('values come bare of the attributes of their encoding, and references are followed', async ({ assert }) => {
    const typed = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xsd:string"'
    erp.reply = () => ({ body: enveloped(`<answer xmlns="urn:small"><p href="#a"/><m id="a"><nr ${typed}>7</nr><price ${typed}>2</price></m></answer>`) })

    assert.deepEqual((await all(connect(mapped()))).map(({ id, listPrice }) => [id, listPrice]), [['7', '2']])
  })

  test('XML that stands in the answer as text is read in its place: {title}')
    .with([
      { title: 'in CDATA', inner: '<![CDATA[<?xml version="1.0"?><LIST><ITEM NR="1"><P>2.5</P></ITEM></LIST>]]>' },
      { title: 'escaped', inner: '&lt;LIST&gt;&lt;ITEM NR="1"&gt;&lt;P&gt;2.5&lt;/P&gt;&lt;/ITEM&gt;&lt;/LIST&gt;' },
    ])
    .run(async ({ assert }, { inner }) => {
      erp.reply = () => ({ body: answerWith(`<nr>${inner}</nr>`) })
      const mapping = mapped({}, { xmlIn: 'p.nr', rows: 'p.nr.LIST.ITEM' })
      Object.assign(mapping.entities.product!, { id: 'attributes.NR', fields: { ...FIELDS, number: 'attributes.NR', name: 'attributes.NR', listPrice: 'P' } })

      assert.deepEqual((await all(connect(mapping))).map(({ id, listPrice }) => [id, listPrice]), [['1', '2.5']])
    })

  test('a list that comes as a whole is handed out in the order of its keys, and asked for once', async ({ assert }) => {
    erp.reply = () => ({ body: answerWith(NR(3), NR(1), NR(5), NR(2), NR(4)) })
    const found = await all(connect(mapped({}, { paging: { kind: 'whole', key: 'nr' } })))

    assert.deepEqual(found.map(({ id }) => id), ['1', '2', '3', '4', '5'])
    assert.lengthOf(erp.calls, 1)
  })

  test('where a list gives only keys, each record is read by itself', async ({ assert }) => {
    erp.reply = ({ body }) => ({ body: body.includes('getProducts') ? answerWith('<nr>1</nr>', '<nr>2</nr>') : answerWith(NR(Number(/nr>(\d)</.exec(body)![1]))) })
    const found = await all(connect(mapped({}, { brief: 'nr' })))

    assert.deepEqual(found.map(({ id, listPrice }) => [id, listPrice]), [['1', '1.50'], ['2', '1.50']])
    assert.lengthOf(erp.calls, 3)
  })

  test('version 1.2 is spoken where the mapping says so', async ({ assert }) => {
    erp.reply = () => ({ body: answerWith(NR(1)).replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope') })

    assert.lengthOf(await all(connect(mapped({ soap: { version: '1.2' } }))), 1)
    assert.include(erp.calls[0].body, 'xmlns:soap="http://www.w3.org/2003/05/soap-envelope"')
    assert.match(erp.calls[0].headers['content-type']!, /^application\/soap\+xml/)
  })

  test('types are imported from the host of the connection, and from nowhere else', async ({ assert }) => {
    const stranger = await new SmallErp().start()
    try {
      erp.wsdl = smallWsdl(`<xsd:schema><xsd:import namespace="urn:small" schemaLocation="${stranger.url}/types.xsd"/></xsd:schema>`)
      await assert.rejects(() => all(connect(mapped())), /on another host/)
      erp.wsdl = smallWsdl('<xsd:schema><xsd:import namespace="urn:small" schemaLocation="file:///etc/passwd"/></xsd:schema>')
      await assert.rejects(() => all(connect(mapped())), /on another host/)
      assert.isEmpty(stranger.heard)
    } finally {
      await stranger.stop()
    }
    const imported = smallWsdl('<xsd:schema><xsd:import namespace="urn:small" schemaLocation="types.xsd"/></xsd:schema>')
    erp.answer = (heard) => (heard.method === 'POST' ? { body: answerWith(NR(1)) } : { body: heard.url.pathname === '/types.xsd' ? SCHEMA : imported })
    assert.lengthOf(await all(connect(mapped())), 1)
  })

  test('what is no envelope is gibberish, and what is cut off too')
    .with(['<html><body>Wartung</body></html>', '', '{"p":[]}', answerWith(NR(1)).slice(0, -20), '<a/>'])
    .run(async ({ assert }, body) => {
      erp.reply = () => ({ body })
      await assert.rejects(() => all(connect(mapped())), /not what the mapping says/)
    })

  test('a mapping of the other protocol is refused with its path', ({ assert }) => {
    const rest = { ...mapped(), protocol: 'rest' }
    const said = (text: string, protocol?: 'soap') => readMapping(text, protocol).findings.map(({ path, sentence }) => `${path}: ${sentence}`)

    assert.includeMembers(said(JSON.stringify(rest)), ['entities.product.list.path: is missing', 'entities.product.list.call: is not known over REST'])
    assert.includeMembers(said(JSON.stringify({ ...rest, protocol: undefined }), 'soap'), ['protocol: should be soap for this connection, and is rest'])
    assert.isEmpty(said(JSON.stringify(mapped()), 'soap'))
  })
})
