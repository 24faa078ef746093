import { test } from '@japa/runner'
import { framedBy, frameOrigins } from '#erp/rules/frame_origins'
import { launchTicket, type TicketUnfit } from '#erp/rules/launch_ticket'

const AT = 1_800_000_000
const expected = { issuer: 'erp', audience: 'https://annexa.example', connectionId: 7, connectionName: 'Head office', at: AT }
const good = {
  iss: 'erp',
  aud: 'https://annexa.example',
  sub: 'ANA',
  iat: AT,
  exp: AT + 60,
  jti: 'one-two-three',
  ctx: { connection: 7, entity: 'customer', key: 'C-1' },
}

function answer(more: Record<string, unknown>): string {
  try {
    launchTicket({ ...good, ...more }, expected)
    return 'accepted'
  } catch (error) {
    return (error as TicketUnfit).fault
  }
}

test.group('Launch ticket', () => {
  test('says who comes and what they want to see', ({ assert }) => {
    const ticket = launchTicket({ ...good, email: 'ana@erp.example' }, expected)
    assert.deepEqual(ticket, {
      id: 'one-two-three',
      erpUser: 'ANA',
      email: 'ana@erp.example',
      name: null,
      target: { entity: 'customer', key: 'C-1', screen: 'record' },
    })
    assert.isNull(launchTicket({ ...good, ctx: { connection: 'Head office' } }, expected).target)
  })

  for (const [name, change, fault] of [
    ['another issuer', { iss: 'other' }, 'issuer'],
    ['no issuer', { iss: undefined }, 'issuer'],
    ['another audience', { aud: 'https://other.example' }, 'audience'],
    ['our audience and another one', { aud: ['https://annexa.example', 'https://other.example'] }, 'audience'],
    ['a life of more than a minute', { exp: AT + 61 }, 'too_long'],
    ['an end before its beginning', { exp: AT - 1 }, 'too_long'],
    ['an end in the past', { iat: AT - 80, exp: AT - 20 }, 'expired'],
    ['a beginning in the future', { iat: AT + 30, exp: AT + 60 }, 'not_yet'],
    ['times that are text', { iat: String(AT) }, 'claims'],
    ['no end', { exp: undefined }, 'claims'],
    ['no name of its own', { jti: undefined }, 'claims'],
    ['a short name of its own', { jti: '1' }, 'claims'],
    ['no user', { sub: '' }, 'claims'],
    ['another connection', { ctx: { ...good.ctx, connection: 8 } }, 'connection'],
    ['no context', { ctx: null }, 'context'],
    ['an unknown entity', { ctx: { ...good.ctx, entity: '__proto__' } }, 'context'],
    ['an unknown screen', { ctx: { ...good.ctx, screen: 'https://evil.example' } }, 'context'],
    ['a key that is none', { ctx: { ...good.ctx, key: { a: 1 } } }, 'context'],
  ] as [string, Record<string, unknown>, string][]) {
    test(`with ${name} it is refused`, ({ assert }) => assert.equal(answer(change), fault))
  }

  test('the clocks of the two houses may differ by ten seconds', ({ assert }) => {
    assert.equal(answer({ iat: AT + 10, exp: AT + 60 }), 'accepted')
    assert.equal(answer({ iat: AT - 65, exp: AT - 9 }), 'accepted')
    assert.equal(answer({ iat: AT - 65, exp: AT - 10 }), 'expired')
  })
})

test.group('Frame origins', () => {
  test('are web addresses without a path, https unless on this machine', ({ assert }) => {
    assert.deepEqual(frameOrigins('https://ERP.example\nhttps://erp.example/ http://localhost:8080'), ['https://erp.example', 'http://localhost:8080'])
    assert.deepEqual(frameOrigins(''), [])
    for (const bad of ['erp.example', 'http://erp.example', 'https://erp.example/app', 'https://*.example', `https://a.example;script-src`, 'javascript:alert(1)', 'https://u@erp.example', '*']) {
      assert.isNull(frameOrigins(bad), bad)
    }
  })

  test('are added to the policy and change nothing else of it', ({ assert }) => {
    const policy = "default-src 'self';frame-ancestors 'self';object-src 'none'"
    assert.equal(framedBy(policy, ['https://erp.example']), "default-src 'self';frame-ancestors 'self' https://erp.example;object-src 'none'")
    assert.equal(framedBy(policy, []), policy)
    assert.equal(framedBy("frame-ancestors 'none'", ['https://a.example']), 'frame-ancestors https://a.example')
  })
})
