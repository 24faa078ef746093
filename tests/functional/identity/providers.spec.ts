import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import IdentityProvider from '#identity/models/identity_provider'
import Role from '#identity/models/role'
import { callbackAddress } from '#identity/oidc/begin_at_provider'
import OidcProvider, { CLIENT } from '#tests/support/oidc_provider'
import { personWithRole } from '#tests/support/people'

const PATH = '/identity/providers'
const typed = { name: 'Directory', issuer: 'https://login.corp.example', client_id: 'annexa', secret: 'very secret', targets: '/launch\n/crm', is_active: '1', is_offered: '1' }

test.group('Identity providers', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('an administrator adds one; its button stands on the sign-in page and its secret is never shown again', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const form = await client.get(`${PATH}/create`).loginAs(admin)
    form.assertTextIncludes(callbackAddress)
    const saved = await client.post(PATH).loginAs(admin).form(typed).withCsrfToken().redirects(0)
    saved.assertStatus(303)
    const provider = await IdentityProvider.findByOrFail('name', 'Directory')
    assert.containSubset(provider.$attributes, { clientSecret: 'very secret', targets: ['/launch', '/crm'], matchesEmail: false, provisions: false })
    const row = await db.from('identity_providers').where('id', provider.id).firstOrFail()
    assert.notInclude(row.client_secret, 'very secret')

    const page = await client.get(`${PATH}/${provider.id}/edit`).loginAs(admin)
    assert.notInclude(page.text(), 'very secret')
    const signIn = await client.get('/sign-in?return=/crm')
    assert.include(signIn.text(), 'Sign in with Directory')
    assert.include(signIn.text(), `/oidc/${provider.id}/start?return=%2Fcrm`)

    await client.put(`${PATH}/${provider.id}`).loginAs(admin).form({ ...typed, secret: '', is_offered: '' }).withCsrfToken().redirects(0)
    await provider.refresh()
    assert.equal(provider.clientSecret, 'very secret', 'an empty field keeps it')
    const without = await client.get('/sign-in')
    assert.notInclude(without.text(), 'Sign in with Directory')
  })

  for (const [what, change, sentence] of [
    ['a plain address of another machine', { issuer: 'http://login.corp.example' }, 'must be an https address'],
    ['a page of another host', { targets: 'https://evil.example' }, 'must be a path of this house'],
    ['a path out of the house', { targets: '//evil.example' }, 'must be a path of this house'],
  ] as [string, object, string][]) {
    test(`${what} is refused in words`, async ({ assert, client }) => {
      const admin = await personWithRole('administrator')
      const answer = await client.post(PATH).loginAs(admin).header('referer', `${PATH}/create`).form({ ...typed, ...change }).withCsrfToken()
      assert.include(answer.text(), sentence)
      assert.isNull(await IdentityProvider.findBy('name', 'Directory'))
    })
  }

  test('nobody is added as an administrator, and an issuer has one row', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const role = await Role.findByOrFail('key', 'administrator')
    const send = (form: object) => client.post(PATH).loginAs(admin).header('referer', `${PATH}/create`).form({ ...typed, ...form }).withCsrfToken()
    const high = await send({ role_id: role.id })
    assert.include(high.text(), 'cannot become administrators')
    await send({})
    const twice = await send({ name: 'Again' })
    assert.include(twice.text(), 'Another provider has this issuer')
  })

  test('it is asked for its description, and the page says whether it answers', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const directory = await new OidcProvider().start(callbackAddress)
    const values = { targets: ['/'], clientId: CLIENT.client_id, isActive: true, isOffered: true, matchesEmail: false, provisions: false }
    const there = await IdentityProvider.create({ ...values, name: 'There', issuer: directory.issuer })
    const away = await IdentityProvider.create({ ...values, name: 'Away', issuer: 'http://127.0.0.1:9' })
    const answers = await client.post(`${PATH}/${there.id}/checks`).loginAs(admin).withCsrfToken()
    assert.include(answers.text(), 'There answers')
    const silent = await client.post(`${PATH}/${away.id}/checks`).loginAs(admin).withCsrfToken()
    assert.include(silent.text(), 'does not answer as it should')
    directory.stop()
  })

  test('who may not edit them neither sees nor changes them', async ({ client }) => {
    const desk = await personWithRole('service_desk')
    const page = await client.get(PATH).loginAs(desk)
    page.assertStatus(403)
    const add = await client.post(PATH).loginAs(desk).form(typed).withCsrfToken().redirects(0)
    add.assertStatus(403)
  })
})
