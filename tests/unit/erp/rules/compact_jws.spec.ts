import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { test } from '@japa/runner'
import { isUsableMaterial, type JwsRefused, verifiedPayload, type JwsKey } from '#erp/rules/compact_jws'
import { es256, hs256, pieced, rs256 } from '#tests/support/tickets'

const SECRET = randomBytes(32).toString('base64url')
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = (key: { export(options: object): string | Buffer }) => key.export({ type: 'spki', format: 'pem' }).toString()

const KEYS: Record<string, JwsKey> = {
  secret: { algorithm: 'HS256', material: SECRET },
  rsa: { algorithm: 'RS256', material: pem(rsa.publicKey) },
  ec: { algorithm: 'ES256', material: pem(ec.publicKey) },
}
const read = (token: string) => verifiedPayload(token, (kid) => KEYS[kid])

function faultOf(token: string): string {
  try {
    read(token)
    return 'accepted'
  } catch (error) {
    return (error as JwsRefused).fault
  }
}

test.group('Compact JWS', () => {
  test('a token signed with its key is read, whatever the algorithm of the key', ({ assert }) => {
    const payload = { sub: 'Ána', n: 1 }
    assert.deepEqual(read(hs256(payload, 'secret', SECRET)), payload)
    assert.deepEqual(read(rs256(payload, 'rsa', rsa.privateKey)), payload)
    assert.deepEqual(read(es256(payload, 'ec', ec.privateKey)), payload)
  })

  test('the published example of RFC 7515 A.1 holds', ({ assert }) => {
    const secret = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow'
    const [head, body] = ['eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9', 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ']
    const signature = createHmac('sha256', Buffer.from(secret, 'base64url')).update(`${head}.${body}`).digest('base64url')
    assert.equal(signature, 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')
    assert.equal(faultOf(`${head}.${body}.${signature}`), 'malformed', 'it names no key')
  })

  test('no token chooses its own algorithm', ({ assert }) => {
    assert.equal(faultOf(pieced({ alg: 'none', kid: 'secret' }, {}, '')), 'algorithm')
    assert.equal(faultOf(pieced({ alg: 'none', kid: 'secret' }, {}, 'AA')), 'algorithm')
    assert.equal(faultOf(pieced({ alg: 'hs256', kid: 'secret' }, {}, 'AA')), 'algorithm')
    const confused = hs256({}, 'rsa', Buffer.from(KEYS.rsa.material).toString('base64url'))
    assert.equal(faultOf(confused), 'algorithm', 'a public key is no shared secret')
    assert.equal(faultOf(hs256({}, 'ec', SECRET)), 'algorithm')
  })

  test('a signature of another key, form or text is refused', ({ assert }) => {
    assert.equal(faultOf(hs256({}, 'secret', randomBytes(32).toString('base64url'))), 'signature')
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
    assert.equal(faultOf(rs256({}, 'rsa', other.privateKey)), 'signature')
    assert.equal(faultOf(es256({}, 'ec', ec.privateKey, 'der')), 'signature')
    assert.equal(faultOf(es256({}, 'ec', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)), 'signature')
    const zeros = Buffer.alloc(64).toString('base64url')
    assert.equal(faultOf(pieced({ alg: 'ES256', kid: 'ec' }, {}, zeros)), 'signature')
  })

  test('what is no compact JWS is refused before any key is asked', ({ assert }) => {
    const good = hs256({ a: 1 }, 'secret', SECRET)
    const [head, body, signature] = good.split('.')
    for (const bad of ['', 'a', 'a.b', `${good}.x`, `${head}.${body}.`, `${head}=.${body}.${signature}`, `${head}.${body}.${signature}=`, ` ${good}`, `${good}\n`]) {
      assert.notEqual(faultOf(bad), 'accepted', bad)
    }
    assert.equal(faultOf(hs256({}, 'secret', SECRET, { crit: ['exp'], exp: 1 })), 'malformed')
    assert.equal(faultOf(hs256({}, 'secret', SECRET, { jwk: {} })), 'malformed')
    assert.equal(faultOf(hs256([1], 'secret', SECRET)), 'malformed')
    assert.equal(faultOf(hs256('not json', 'secret', SECRET)), 'malformed')
    assert.equal(faultOf(hs256({}, 'nobody', SECRET)), 'key_unknown')
    assert.equal(faultOf(hs256({ long: 'x'.repeat(9000) }, 'secret', SECRET)), 'malformed')
  })

  test('no bit of a token can be turned', ({ assert }) => {
    const good = hs256({ sub: 'ANA', iat: 1 }, 'secret', SECRET)
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.constantFrom(...letters), (index, letter) => {
        const turned = good.slice(0, index) + letter + good.slice(index + 1)
        if (turned !== good) assert.notEqual(faultOf(turned), 'accepted')
      }),
      { numRuns: 1000 }
    )
  })

  test('weak and private keys are no keys', ({ assert }) => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const secretHalf = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    assert.isFalse(isUsableMaterial({ algorithm: 'HS256', material: randomBytes(31).toString('base64url') }))
    assert.isFalse(isUsableMaterial({ algorithm: 'RS256', material: pem(weak.publicKey) }))
    assert.isFalse(isUsableMaterial({ algorithm: 'ES256', material: pem(other.publicKey) }))
    assert.isFalse(isUsableMaterial({ algorithm: 'ES256', material: KEYS.rsa.material }))
    assert.isFalse(isUsableMaterial({ algorithm: 'RS256', material: secretHalf }))
    assert.isFalse(isUsableMaterial({ algorithm: 'RS256', material: '-----BEGIN PUBLIC KEY-----\nrubbish\n-----END PUBLIC KEY-----' }))
    for (const key of Object.values(KEYS)) assert.isTrue(isUsableMaterial(key))
  })
})
