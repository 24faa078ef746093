import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import IdentityLink from '#identity/models/identity_link'
import IdentityProvider from '#identity/models/identity_provider'
import { FRESH_FOR_MS } from '#identity/rules/sensitive_permissions'
import { PASSWORD, personWhoMay } from '#tests/support/people'

const framed = { connectionId: 1, link: null, embedded: true }

test.group('Sensitive changes from a frame', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  const clerk = () => personWhoMay({ 'posting.decide': 'all', 'posting.view': 'all', 'company.view': 'all' })
  const old = () => ({ signed_in_at: Date.now() - FRESH_FOR_MS - 1000 })

  test('a sensitive change long after the sign-in asks who is there first, and knows the way back', async ({ assert, client }) => {
    const person = await clerk()
    const decide = (session: object) =>
      client.post('/erp/postings/1/retry').loginAs(person).withCsrfToken().withSession({ launch: framed, ...session }).header('referer', 'http://127.0.0.1/erp/postings/1').redirects(0)

    for (const session of [old(), {}]) {
      const stale = await decide(session)
      stale.assertStatus(303)
      assert.equal(stale.header('location'), '/sign-in/again?return=%2Ferp%2Fpostings%2F1')
    }
    const fresh = await decide({ signed_in_at: Date.now() })
    fresh.assertStatus(404)
  })

  test('in a window of its own, and for looking, nobody is asked', async ({ client }) => {
    const person = await clerk()
    const own = await client.post('/erp/postings/1/retry').loginAs(person).withCsrfToken().withSession({ launch: { ...framed, embedded: false }, ...old() }).redirects(0)
    own.assertStatus(404)
    const look = await client.get('/erp/postings').loginAs(person).withSession({ launch: framed, ...old() }).redirects(0)
    look.assertStatus(200)
  })

  test('the right password counts, a wrong one does not', async ({ assert, client }) => {
    const person = await clerk()
    const page = await client.get('/sign-in/again?return=/erp/postings/1').loginAs(person).withSession({ launch: framed })
    page.assertTextIncludes('Please show again that it is you')
    const send = (password: string) =>
      client.post('/sign-in/again').loginAs(person).withCsrfToken().withSession({ launch: framed }).header('referer', '/sign-in/again').form({ password, return: '/erp/postings/1' }).redirects(0)

    const wrong = await send('not it')
    assert.isUndefined(wrong.session().signed_in_at)
    const right = await send(PASSWORD)
    assert.equal(right.header('location'), '/erp/postings/1')
    assert.closeTo(right.session().signed_in_at, Date.now(), 20_000)
  })

  test('whoever has no password goes to the provider that vouched for them, or back to the ERP', async ({ client }) => {
    const person = await clerk()
    await person.merge({ password: null }).save()
    const page = () => client.get('/sign-in/again').loginAs(person).withSession({ launch: framed })
    const without = await page()
    without.assertTextIncludes('open this page from the ERP once more')

    const values = { clientId: 'a', targets: ['/'], isActive: true, isOffered: false, matchesEmail: false, provisions: false }
    const provider = await IdentityProvider.create({ ...values, name: 'Directory', issuer: 'https://login.example' })
    await IdentityLink.create({ providerId: provider.id, subject: 'x', userId: person.id })
    const withOne = await page()
    withOne.assertTextIncludes(`/oidc/${provider.id}/start?frame=1&again=1`)
  })
})
