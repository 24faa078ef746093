import { test } from '@japa/runner'
import { allowedTarget, isOfIssuer, isUsableIssuer, targetPaths } from '#identity/rules/provider_address'
import { FRESH_FOR_MS, needsFreshSignIn } from '#identity/rules/sensitive_permissions'
import { takeAttempt, withAttempt, type SignInAttempt, type SignInAttempts } from '#identity/rules/sign_in_attempt'

const HOME = 'https://annexa.example'
const attempt = (at: number): SignInAttempt => ({ providerId: 1, verifier: 'v', nonce: 'n', path: '/', isSilent: false, inFrame: false, forFrame: false, loginHint: null, at })

test.group('Addresses of identity providers', () => {
  test('an issuer is reached by https, or on this machine', ({ assert }) => {
    for (const good of ['https://login.example', 'https://login.example/tenant/v2.0', 'http://127.0.0.1:4000', 'http://localhost']) assert.isTrue(isUsableIssuer(good), good)
    for (const bad of ['http://login.example', 'https://login.example?x=1', 'https://a:b@login.example', 'login.example', 'ftp://login.example']) assert.isFalse(isUsableIssuer(bad), bad)
  })

  test('only the issuer’s own host is called', ({ assert }) => {
    assert.isTrue(isOfIssuer('https://login.example/token', 'https://login.example/tenant'))
    for (const other of ['https://evil.example/token', 'http://login.example/token', 'https://login.example:8443/', 'nonsense']) assert.isFalse(isOfIssuer(other, 'https://login.example'), other)
  })

  test('a link opens what its provider may open, by whole segments and on this host alone', ({ assert }) => {
    assert.equal(allowedTarget(`${HOME}/crm/companies?x=1`, HOME, ['/crm']), '/crm/companies?x=1')
    assert.equal(allowedTarget('/crm', HOME, ['/crm']), '/crm')
    assert.equal(allowedTarget('/anything', HOME, ['/']), '/anything')
    for (const link of ['/crmx', '/crm/../identity', '//evil.example/crm', '/\\evil.example/crm', 'https://annexa.example.evil/crm', 'https://me@annexa.example/crm', 'javascript:1']) {
      assert.isNull(allowedTarget(link, HOME, ['/crm']), link)
    }
  })

  test('paths are typed one a line; none means every page', ({ assert }) => {
    assert.deepEqual(targetPaths(' /crm\n/launch\n/crm '), ['/crm', '/launch'])
    assert.deepEqual(targetPaths(''), ['/'])
    for (const bad of ['crm', '//evil.example', '/a/../b', '/\\evil', '/a?b']) assert.isNull(targetPaths(bad), bad)
  })
})

test.group('Sign-ins under way', () => {
  test('a state counts once, for ten minutes, and five are kept', ({ assert }) => {
    let attempts: SignInAttempts = {}
    for (let n = 0; n < 8; n++) attempts = withAttempt(attempts, `s${n}`, attempt(n))
    assert.deepEqual(Object.keys(attempts).sort(), ['s3', 's4', 's5', 's6', 's7'])

    const taken = takeAttempt(attempts, 's5', 20)
    assert.equal(taken.attempt?.at, 5)
    assert.isNull(takeAttempt(taken.others, 's5', 20).attempt)
    assert.isNull(takeAttempt(attempts, 's5', 5 + 600_000).attempt)
    assert.isNull(takeAttempt(attempts, 'constructor', 20).attempt)
  })
})

test.group('Sensitive changes in a frame', () => {
  test('count for a quarter of an hour after signing in, others always', ({ assert }) => {
    const change = { resource: 'billing_run', action: 'approve', at: FRESH_FOR_MS * 2 }
    assert.isFalse(needsFreshSignIn({ ...change, signedInAt: FRESH_FOR_MS }))
    assert.isTrue(needsFreshSignIn({ ...change, signedInAt: FRESH_FOR_MS - 1 }))
    assert.isTrue(needsFreshSignIn({ ...change, signedInAt: undefined }))
    assert.isTrue(needsFreshSignIn({ ...change, signedInAt: change.at + 1 }), 'a time to come is no proof')
    assert.isFalse(needsFreshSignIn({ ...change, action: 'view', signedInAt: undefined }))
  })
})
