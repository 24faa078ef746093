import { test } from '@japa/runner'
import { eventOfChange } from '#erp/rules/webhook_events'
import { webhookMessage } from '#erp/rules/webhook_message'
import { webhookOutcome } from '#erp/rules/webhook_outcome'
import { urlFault } from '#erp/rules/webhook_url'
import { SEND_AGAIN, isHopeless, isLastDelivery, waitAfter } from '#erp/rules/webhook_waits'

const answered = (status: number | null, more = {}) => ({ status, fault: null, retryAfterSeconds: 0, ...more })

test.group('Rules of webhooks', () => {
  test('a change is an event when endpoints may hear of it', ({ assert }) => {
    const contract = (before: unknown, after: unknown) => ({ recordType: 'service_contract', kind: 'changed' as const, changes: { status: [before, after] as [unknown, unknown] } })
    assert.equal(eventOfChange(contract('draft', 'active')), 'contract.activated')
    assert.equal(eventOfChange(contract('active', 'suspended')), 'contract.suspended')
    assert.equal(eventOfChange(contract('suspended', 'active')), 'contract.resumed')
    assert.equal(eventOfChange(contract('suspended', 'ended')), 'contract.ended')
    assert.isNull(eventOfChange(contract('draft', 'cancelled')))
    assert.isNull(eventOfChange({ recordType: 'service_contract', kind: 'changed', changes: { name: ['a', 'b'] } }))
    assert.equal(eventOfChange({ recordType: 'company', kind: 'created', changes: {} }), 'company.created')
    assert.isNull(eventOfChange({ recordType: 'company', kind: 'deleted', changes: {} }))
    assert.isNull(eventOfChange({ recordType: 'contact', kind: 'changed', changes: {} }))
  })

  test('a message names a known record, by its data or by its type', ({ assert }) => {
    const customer = { type: 'customer.changed', entity: 'customer', externalId: '42' }
    assert.deepEqual(webhookMessage({ type: 'customer.changed', data: { id: 42 } }), customer as never)
    assert.deepEqual(webhookMessage({ type: 'x', data: { entity: 'customer', id: '42' } }), { ...customer, type: 'x' } as never)
    for (const bad of [null, 'text', [], {}, { type: 'customer.changed' }, { type: 'customer', data: { id: '' } }, { type: 'customer', data: { id: 'x'.repeat(65) } }, { type: 'customer', data: { id: 1.5 } }, { type: 'toString.x', data: { id: '1' } }]) {
      assert.isNull(webhookMessage(bad))
    }
  })

  test('any 2xx is a success, 410 the end, and the rest is tried again until the tenth time', ({ assert }) => {
    for (const status of [200, 202, 204, 299]) assert.equal(webhookOutcome(answered(status), 1).outcome, 'accepted')
    assert.containSubset(webhookOutcome(answered(410), 1), { outcome: 'refused', problem: { code: 'gone' } })
    assert.containSubset(webhookOutcome(answered(301), 1), { outcome: 'unavailable', problem: { code: 'redirected' } })
    assert.containSubset(webhookOutcome(answered(429, { retryAfterSeconds: 60 }), 9), { outcome: 'unavailable', retryAfterSeconds: 60 })
    assert.containSubset(webhookOutcome(answered(null, { fault: 'ECONNRESET' }), 9), { outcome: 'unavailable', problem: { code: 'no_answer' } })
    assert.containSubset(webhookOutcome(answered(null, { fault: 'E_ADDRESS_REFUSED' }), 1), { problem: { code: 'address_refused' } })
    assert.containSubset(webhookOutcome(answered(500), 10), { outcome: 'refused', problem: { code: 'given_up' } })
  })

  test('ten attempts take three days', ({ assert }) => {
    assert.approximately(SEND_AGAIN.reduce((sum, seconds) => sum + seconds, 0) / 86_400, 3.15, 0.01)
    assert.deepEqual([9, 10].map(isLastDelivery), [false, true])
    assert.deepEqual([waitAfter(1), waitAfter(9), waitAfter(10)], [30, 14_400, null])
    assert.deepEqual([isHopeless(20, 86_400), isHopeless(19, 9e9), isHopeless(99, 86_399)], [true, false, false])
  })

  test('an address is https, public and without a password, unless its host is allowed', ({ assert }) => {
    assert.isNull(urlFault('https://example.com:8443/hook?x=1', []))
    assert.equal(urlFault('https://a:b@example.com/', []), 'url_credentials')
    assert.equal(urlFault('http://example.com/', []), 'url_scheme')
    assert.equal(urlFault('ftp://erp.local/', ['erp.local']), 'url_scheme')
    assert.isNull(urlFault('http://ERP.local/hook', ['erp.local']))
    for (const host of ['127.0.0.1', '10.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost', 'x.localhost', '2130706433']) assert.equal(urlFault(`https://${host}/`, []), 'url_host')
    assert.equal(urlFault('nonsense', []), 'url_syntax')
  })
})
