import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { test } from '@japa/runner'
import { isWebhookSecret, newWebhookSecret, signaturesOf, verified } from '#erp/rules/standard_webhook'

const at = () => Date.now()

function signed(body: string, secrets: string[], sentAt = at()) {
  return { id: 'msg_1', timestamp: String(Math.floor(sentAt / 1000)), signature: signaturesOf('msg_1', sentAt, body, secrets), body }
}

test.group('Standard webhooks', () => {
  test('what any secret of the address signed is believed, and which one is known', ({ assert }) => {
    const [old, fresh] = [newWebhookSecret(), newWebhookSecret()]
    assert.deepEqual(verified(signed('{}', [old]), [old, fresh], at()), { secret: old })
    assert.deepEqual(verified(signed('{}', [fresh]), [old, fresh], at()), { secret: fresh })
    assert.deepEqual(verified(signed('{}', [old, fresh]), [fresh], at()), { secret: fresh })
  })

  test('a signature of the reference library is ours and ours is its', ({ assert }) => {
    const secret = newWebhookSecret()
    const now = new Date()
    const theirs = new Webhook(secret).sign('msg_1', now, '{"a":1}')
    assert.equal(signaturesOf('msg_1', now.getTime(), '{"a":1}', [secret]), theirs)
  })

  test('any change of the body, the id or the stamp breaks the signature', ({ assert }) => {
    const secret = newWebhookSecret()
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (body, other) => {
        fc.pre(body !== other)
        const good = signed(body, [secret])
        assert.deepEqual(verified({ ...good, body: other }, [secret], at()), { fault: 'signature' })
      })
    )
    const good = signed('{}', [secret])
    assert.deepEqual(verified({ ...good, id: 'msg_2' }, [secret], at()), { fault: 'signature' })
    assert.deepEqual(verified({ ...good, timestamp: String(Number(good.timestamp) + 1) }, [secret], at()), { fault: 'signature' })
    assert.deepEqual(verified(good, [], at()), { fault: 'signature' })
    assert.deepEqual(verified({ ...good, signature: 'v1 v1, v2,x nonsense' }, [secret], at()), { fault: 'signature' })
  })

  test('a stamp five minutes away is taken, one further is not, before and after', ({ assert }) => {
    const secret = newWebhookSecret()
    const now = Math.floor(at() / 1000) * 1000
    for (const seconds of [-300, 300]) {
      const webhook = signed('{}', [secret], now + seconds * 1000)
      assert.notDeepEqual(verified(webhook, [secret], now), { fault: 'stamp' })
    }
    for (const seconds of [-301, 301]) {
      const webhook = signed('{}', [secret], now + seconds * 1000)
      assert.deepEqual(verified(webhook, [secret], now), { fault: 'stamp' })
    }
  })

  test('missing or malformed headers are told from a wrong signature', ({ assert }) => {
    const secret = newWebhookSecret()
    const good = signed('{}', [secret])
    for (const bad of [{ id: undefined }, { id: 'with space' }, { timestamp: undefined }, { timestamp: '12.5' }, { timestamp: 'now' }, { signature: undefined }]) {
      assert.deepEqual(verified({ ...good, ...bad }, [secret], at()), { fault: 'headers' })
    }
  })

  test('secrets are base64 of 16 bytes or more', ({ assert }) => {
    assert.isTrue(isWebhookSecret(newWebhookSecret()))
    assert.isTrue(isWebhookSecret('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'))
    for (const bad of ['', 'whsec_', 'whsec_c2hvcnQ=', 'not base64 at all!', 'whsec_abc']) assert.isFalse(isWebhookSecret(bad))
  })
})
