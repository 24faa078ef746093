import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import { appUrl } from '#config/app'
import AuditEvent from '#identity/models/audit_event'
import IdentityLink from '#identity/models/identity_link'
import IdentityProvider from '#identity/models/identity_provider'
import User from '#identity/models/user'
import { callbackAddress } from '#identity/oidc/begin_at_provider'
import OidcProvider, { CLIENT } from '#tests/support/oidc_provider'
import { person } from '#tests/support/people'

test.group('Sign-in by OpenID Connect', (group) => {
  const directory = new OidcProvider()
  let provider: IdentityProvider

  group.setup(async () => {
    await directory.start(callbackAddress)
    return () => directory.stop()
  })
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await limiter.clear()
    directory.accounts.clear()
    directory.asked.length = 0
    Object.assign(directory, { spoil: null, signsWithStrangersKey: false })
    directory.accounts.set('ana', { sub: 'ana', email: 'Ana@corp.example', email_verified: true, name: 'Ana Torres' })
    const values = { name: 'Directory', issuer: directory.issuer, clientId: CLIENT.client_id, clientSecret: CLIENT.client_secret }
    provider = await IdentityProvider.create({ ...values, targets: ['/launch', '/crm'], isActive: true, isOffered: true, matchesEmail: true, provisions: false })
  })

  const lastRefusal = () => AuditEvent.query().where('kind', 'sign_in.provider_refused').orderBy('id', 'desc').first()
  type Client = Parameters<Parameters<typeof test>[1] & ((...args: any) => any)>[0]['client']

  /** Begins at an address of ours, goes through the provider, and answers what our callback answers. */
  async function through(client: Client, path: string, account: string | null = 'ana', change = (callback: URL) => callback) {
    const begun = await client.get(path).redirects(0)
    const back = change(await directory.walk(begun.header('location')!, account))
    const answer = await client.get(`/oidc/callback${back.search}`).withSession(begun.session()).redirects(0)
    return { begun, back, answer }
  }
  const start = () => `/oidc/${provider.id}/start?return=/crm/companies`

  test('a person with the verified address comes in, by the page they wanted, and is known again', async ({ assert, client }) => {
    const ana = await person({ email: 'ana@corp.example' })
    const { begun, answer } = await through(client, start())
    begun.assertStatus(303)
    const wish = new URL(begun.header('location')!).searchParams
    assert.equal(wish.get('code_challenge_method'), 'S256')
    assert.isAbove(wish.get('state')!.length, 40)
    assert.isAbove(wish.get('nonce')!.length, 40)

    answer.assertStatus(303)
    assert.equal(answer.header('location'), '/crm/companies')
    assert.equal(answer.session().auth_web, ana.id)
    assert.isUndefined(answer.session().oidc, 'nothing of the attempt stays')
    const line = await AuditEvent.query().where('kind', 'sign_in.provider').orderBy('id', 'desc').firstOrFail()
    assert.containSubset(line.toJSON(), { userId: ana.id, details: { provider: 'Directory', subject: 'ana' } })

    await ana.merge({ email: 'other@corp.example' }).save()
    const again = await through(client, start())
    assert.equal(again.answer.session().auth_web, ana.id, 'the subject is known whatever the address')
  })

  test('an address the provider has not verified makes nobody', async ({ assert, client }) => {
    await person({ email: 'ana@corp.example' })
    directory.accounts.set('ana', { sub: 'ana', email: 'ana@corp.example', email_verified: false })
    const { answer } = await through(client, start())
    answer.assertStatus(403)
    answer.assertTextIncludes('Nobody here belongs to this account')
    assert.isUndefined(answer.session().auth_web)
    const line = await lastRefusal()
    assert.containSubset(line!.details, { fault: 'user_unknown', provider: 'Directory', subject: 'ana' })
  })

  test('addresses are not looked at where the provider is known by its subjects alone', async ({ client }) => {
    await person({ email: 'ana@corp.example' })
    await provider.merge({ matchesEmail: false }).save()
    const { answer } = await through(client, start())
    answer.assertTextIncludes('Nobody here belongs to this account')
  })

  test('an unknown person is added only where the administrator lets it, with the least role', async ({ assert, client }) => {
    const refused = await through(client, start())
    refused.answer.assertTextIncludes('Nobody here belongs to this account')
    assert.isNull(await User.findBy('email', 'ana@corp.example'))

    await provider.merge({ provisions: true }).save()
    const { answer } = await through(client, start())
    answer.assertStatus(303)
    const added = await User.query().where('email', 'ana@corp.example').preload('roles').firstOrFail()
    assert.deepEqual(added.roles.map(({ key }) => key), ['erp_user'])
    assert.isNull(added.password)
    assert.equal(answer.session().auth_web, added.id)
  })

  test('where addresses do not count, one that somebody has is not taken over by adding', async ({ assert, client }) => {
    await person({ email: 'ana@corp.example' })
    await provider.merge({ provisions: true, matchesEmail: false }).save()
    const { answer } = await through(client, start())
    answer.assertStatus(403)
    answer.assertTextIncludes('has this mail address already')
    assert.isNull(await IdentityLink.findBy('providerId', provider.id))
  })

  test('a closed account stays closed', async ({ client }) => {
    await person({ email: 'ana@corp.example', isActive: false })
    const { answer } = await through(client, start())
    answer.assertStatus(403)
    answer.assertTextIncludes('account is closed')
  })

  test('a token that is signed anew and unchanged holds: what is refused below is refused for its change', async ({ client }) => {
    await person({ email: 'ana@corp.example' })
    directory.spoil = (claims) => ({ ...claims })
    const { answer } = await through(client, start())
    answer.assertStatus(303)
  })

  for (const [name, spoil] of [
    ['for another audience', (claims: object) => ({ ...claims, aud: 'somebody-else' })],
    ['that has expired', (claims: { exp?: number }) => ({ ...claims, iat: claims.exp! - 7200, exp: claims.exp! - 7000 })],
    ['with another nonce', (claims: object) => ({ ...claims, nonce: 'of another session' })],
    ['of another issuer', (claims: object) => ({ ...claims, iss: 'https://evil.example' })],
  ] as [string, typeof directory.spoil][]) {
    test(`an ID token ${name} signs nobody in`, async ({ assert, client }) => {
      await person({ email: 'ana@corp.example' })
      directory.spoil = spoil
      const { answer } = await through(client, start())
      answer.assertStatus(403)
      answer.assertTextIncludes('does not hold')
      assert.isUndefined(answer.session().auth_web)
      const line = await lastRefusal()
      assert.containSubset(line!.details, { fault: 'answer_refused' })
    })
  }

  test('an ID token signed by a stranger’s key signs nobody in', async ({ client }) => {
    await person({ email: 'ana@corp.example' })
    directory.signsWithStrangersKey = true
    const { answer } = await through(client, start())
    answer.assertStatus(403)
  })

  test('a tampered state, another session’s answer and an answer that comes twice sign nobody in', async ({ assert, client }) => {
    await person({ email: 'ana@corp.example' })
    const tampered = await through(client, start(), 'ana', (back) => {
      back.searchParams.set('state', 'x'.repeat(43))
      return back
    })
    tampered.answer.assertStatus(403)
    tampered.answer.assertTextIncludes('was over already')

    const { begun, back, answer } = await through(client, start())
    answer.assertStatus(303)
    const stranger = await client.get(`/oidc/callback${back.search}`).redirects(0)
    stranger.assertStatus(403)
    const second = await client.get(`/oidc/callback${back.search}`).withSession(answer.session()).redirects(0)
    second.assertStatus(403)
    // the session as it was before: the provider itself takes no code twice
    const replayed = await client.get(`/oidc/callback${back.search}`).withSession(begun.session()).redirects(0)
    replayed.assertStatus(403)
    const line = await lastRefusal()
    assert.containSubset(line!.details, { fault: 'answer_refused' })
  })

  test('a sign-in begun by the provider’s side goes straight through for whoever is signed in there', async ({ assert, client }) => {
    const ana = await person({ email: 'ana@corp.example' })
    const wish = new URLSearchParams({ iss: directory.issuer, login_hint: 'ana', target_link_uri: `${appUrl}/crm/companies?f_city=Lugo` })
    const cookies = new Map<string, string>()
    const begun = await client.get(`/launch?${wish}`).redirects(0)
    const silent = new URL(begun.header('location')!)
    assert.equal(silent.searchParams.get('prompt'), 'none')
    assert.equal(silent.searchParams.get('login_hint'), 'ana')

    const back = await directory.walk(silent.href, null, cookies)
    assert.equal(back.searchParams.get('error'), 'login_required')
    const asked = await client.get(`/oidc/callback${back.search}`).withSession(begun.session()).redirects(0)
    asked.assertStatus(303)
    const loud = new URL(asked.header('location')!)
    assert.isNull(loud.searchParams.get('prompt'))
    const answered = await directory.walk(loud.href, 'ana', cookies)
    const done = await client.get(`/oidc/callback${answered.search}`).withSession(asked.session()).redirects(0)
    assert.equal(done.header('location'), '/crm/companies?f_city=Lugo')
    assert.equal(done.session().auth_web, ana.id)

    const next = await client.post('/launch').form(Object.fromEntries(wish)).redirects(0)
    const straight = await directory.walk(next.header('location')!, null, cookies)
    assert.isNotNull(straight.searchParams.get('code'), 'whoever is signed in there is asked nothing')
  })

  for (const target of ['https://evil.example/crm', '//evil.example/crm', `${appUrl}.evil.example/`, '/identity/users', '/crmx', 'javascript:alert(1)']) {
    test(`a sign-in that leads to ${target} is refused and written down`, async ({ assert, client }) => {
      const wish = new URLSearchParams({ iss: directory.issuer, target_link_uri: target })
      const answer = await client.get(`/launch?${wish}`).redirects(0)
      answer.assertStatus(403)
      answer.assertTextIncludes('may not open')
      const line = await lastRefusal()
      assert.containSubset(line!.details, { fault: 'target_foreign', reason: target })
      assert.isEmpty(directory.asked, 'the provider hears nothing of it')
    })
  }

  test('an issuer that nobody knows, or that is switched off, starts nothing', async ({ client }) => {
    const unknown = await client.get(`/launch?iss=${encodeURIComponent('https://other.example')}`).redirects(0)
    unknown.assertStatus(403)
    await provider.merge({ isActive: false }).save()
    const off = await client.get(`/launch?iss=${encodeURIComponent(directory.issuer)}`).redirects(0)
    off.assertStatus(403)
    const button = await client.get(start()).redirects(0)
    button.assertStatus(404)
  })

  test('a description that names another host is not followed there', async ({ assert, client }) => {
    const elsewhere = new OidcProvider()
    await elsewhere.start(callbackAddress)
    const genuine = globalThis.fetch
    const called: string[] = []
    globalThis.fetch = async (input, init) => {
      called.push(new URL(String(input)).origin)
      const answer = await genuine(input, init)
      if (!String(input).includes('/.well-known/')) return answer
      const description = (await answer.json()) as Record<string, string>
      return Response.json({ ...description, token_endpoint: `${elsewhere.issuer}/token` })
    }
    try {
      const { answer } = await through(client, start())
      answer.assertStatus(403)
      assert.isEmpty(elsewhere.asked)
      assert.notInclude(called, elsewhere.issuer)
    } finally {
      globalThis.fetch = genuine
      elsewhere.stop()
    }
  })

  test('a provider that is away is said so on a page', async ({ client }) => {
    await provider.merge({ issuer: 'http://127.0.0.1:9' }).save()
    const answer = await client.get(start()).redirects(0)
    answer.assertStatus(503)
    answer.assertTextIncludes('does not answer')
  })
})
