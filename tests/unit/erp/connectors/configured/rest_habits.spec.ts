import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { test } from '@japa/runner'
import type { ErpPage, ErpProduct } from '#contracts/erp'
import type { Mapping } from '#erp/connectors/configured/mapping'
import RestConnector from '#erp/connectors/configured/rest_connector'
import SmallErp from '#tests/support/small_erp'

const PRODUCT = { number: 'nr', name: 'n', isActive: { constant: true }, isSerialised: { constant: false }, isService: { constant: false } }
const company = { fields: { company: { constant: 'C' }, currency: { constant: 'EUR' }, timeZone: { constant: 'UTC' } } }

function mapped(more: Partial<Mapping>, paging: any = { kind: 'none' }): Mapping {
  const product = { id: 'nr', list: { path: '/p', rows: 'p', paging }, one: { path: '/p/{id}', row: '$' }, fields: PRODUCT }
  return { name: 'Small', company, entities: { product }, ...more }
}

test.group('Habits of ERPs over REST', (group) => {
  let erp: SmallErp
  const connect = (mapping: Mapping, more = {}) =>
    new RestConnector({ url: erp.url, username: 'me', password: 'secret', fingerprint: '', timeoutMs: 2000, ...more }, mapping)
  const all = async (connector: RestConnector, limit = 2) => {
    const ids: string[] = []
    for (let after: string | null = null; ;) {
      const page: ErpPage<ErpProduct> = await connector.readPage('product', { since: null, after, limit })
      ids.push(...page.records.map(({ id }) => id))
      if (page.next === null) return ids
      after = page.next
    }
  }
  const products = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ nr: from + index + 1, n: 'x' }))

  group.each.setup(async () => {
    erp = new SmallErp()
    return () => erp.stop()
  })

  test('a key travels {title}')
    .with([
      { title: 'as name and password', auth: { kind: 'basic' }, seen: (heard: any) => heard.headers.authorization === 'Basic bWU6c2VjcmV0' },
      { title: 'in a header', auth: { kind: 'header', header: 'X-Key', value: 'k {settings.password}' }, seen: (heard: any) => heard.headers['x-key'] === 'k secret' },
      { title: 'in the address where there is no body', auth: { kind: 'body', values: { key: '{settings.password}' } }, seen: (heard: any) => heard.url.searchParams.get('key') === 'secret' },
    ])
    .run(async ({ assert }, { auth, seen }) => {
      await erp.start()
      erp.answer = () => ({ body: JSON.stringify({ p: products(0, 1) }) })
      await all(connect(mapped({ auth } as Partial<Mapping>)))

      assert.isTrue(seen(erp.heard[0]))
    })

  test('a key goes into the body that is there', async ({ assert }) => {
    await erp.start()
    erp.answer = () => ({ body: JSON.stringify({ p: [] }) })
    const mapping = mapped({ auth: { kind: 'body', values: { key: '{settings.password}' } } })
    Object.assign(mapping.entities.product!.list, { method: 'POST', body: { first: '{limit}' } })
    await all(connect(mapping))

    assert.deepEqual(JSON.parse(erp.heard[0].body), { first: 2, key: 'secret' })
  })

  test('an ERP whose pages are shorter than asked for is read to the end')
    .with([
      { kind: 'page', params: { page: '{page}' } },
      { kind: 'offset', params: { offset: '{offset}' } },
      { kind: 'keyset', keys: { nr: 'nr' }, params: { after: '{after.nr}' } },
      { kind: 'token', next: 'next', params: { token: '{token}' } },
    ])
    .run(async ({ assert }, paging) => {
      await erp.start()
      erp.answer = ({ url: { searchParams: asked } }) => {
        const at = Number(asked.get('offset') ?? asked.get('after') ?? asked.get('token') ?? 0) || (Number(asked.get('page') ?? 1) - 1) * 2
        return { body: JSON.stringify({ p: products(at, Math.min(at + 2, 5)), next: at + 2 < 5 ? at + 2 : null }) }
      }
      assert.deepEqual(await all(connect(mapped({}, paging)), 50), ['1', '2', '3', '4', '5'])
    })

  test('a list that does not move on is noticed')
    .with([
      { kind: 'page', params: { page: '{page}' } },
      { kind: 'keyset', keys: { nr: 'nr' }, params: { after: '{after.nr}' } },
    ])
    .run(async ({ assert }, paging) => {
      await erp.start()
      erp.answer = () => ({ body: JSON.stringify({ p: products(0, 2) }) })
      await assert.rejects(() => all(connect(mapped({}, paging))), /do not move on/)
    })

  test('a page of a proxy beside JSON is gibberish, unless the mapping knows its words', async ({ assert }) => {
    await erp.start()
    erp.answer = () => ({ body: '<html>Wartung bis 6 Uhr</html>' })
    const failures: Mapping['failures'] = { answers: [{ contains: 'Wartung', means: 'unavailable' }] }

    await assert.rejects(() => all(connect(mapped({}))), /not what the mapping says/)
    await assert.rejects(() => all(connect(mapped({ failures }))), /not available/)
  })

  test('a path never leads to another host', async ({ assert }) => {
    await erp.start()
    erp.answer = () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' })
    const mapping = mapped({})
    mapping.entities.product!.list.path = '//127.0.0.1:1/p'

    await assert.rejects(() => all(connect(mapping)), /not what the mapping says/)
    assert.lengthOf(erp.heard, 1)
  })

  test('a certificate that nobody vouches for is trusted only by its fingerprint', async ({ assert }) => {
    const folder = mkdtempSync(join(tmpdir(), 'cert-'))
    const [key, cert] = [join(folder, 'key'), join(folder, 'cert')]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=erp', '-keyout', key, '-out', cert], { stdio: 'ignore' })
    const identity = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
    rmSync(folder, { recursive: true })
    await erp.start(identity)
    erp.answer = () => ({ body: JSON.stringify({ p: products(0, 1) }) })
    const { fingerprint256 } = new X509Certificate(identity.cert)

    await assert.rejects(() => all(connect(mapped({}))), new RegExp(fingerprint256))
    await assert.rejects(() => all(connect(mapped({}), { fingerprint: fingerprint256.replace(/^../, '00') })), /another certificate/)
    assert.isEmpty(erp.heard)
    assert.deepEqual(await all(connect(mapped({}), { fingerprint: fingerprint256.toLowerCase() })), ['1'])
  }).skip(!hasOpenssl(), 'needs openssl')
})

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
