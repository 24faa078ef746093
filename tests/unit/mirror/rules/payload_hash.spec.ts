import fc from 'fast-check'
import { test } from '@japa/runner'
import { canonicalJson, payloadHash } from '#mirror/rules/payload_hash'

test.group('Fingerprint of a record', () => {
  test('does not depend on the order of names', ({ assert }) => {
    assert.equal(payloadHash({ a: 1, b: { c: [1, 2], d: null } }), payloadHash({ b: { d: null, c: [1, 2] }, a: 1 }))
  })

  test('changes with any fact, and with the order of a list', ({ assert }) => {
    const hashes = [{ a: 1 }, { a: '1' }, { a: null }, { b: 1 }, { a: [1, 2] }, { a: [2, 1] }, {}].map(payloadHash)
    assert.lengthOf(new Set(hashes), hashes.length)
  })

  test('has 43 characters, and its text reads back as the same record', ({ assert }) => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.lengthOf(payloadHash(value), 43)
        assert.equal(canonicalJson(JSON.parse(canonicalJson(value))), canonicalJson(value))
      })
    )
  })
})
