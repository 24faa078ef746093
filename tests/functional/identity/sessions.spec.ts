import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import AuditEvent from '#identity/models/audit_event'
import { PASSWORD, person } from '#tests/support/people'

test.group('Signing in', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())

  test('the sign-in page is open to everybody and offers no demo people outside the demo', async ({ assert, client }) => {
    const response = await client.get('/sign-in')

    response.assertStatus(200)
    assert.notInclude(response.text(), 'demo.annexa.example')
  })

  test('a person comes in with address and password, whatever the case of the address', async ({ assert, client }) => {
    await person({ email: 'maria@test.example' })
    const response = await client
      .post('/sign-in')
      .form({ email: ' Maria@Test.example ', password: PASSWORD, return: '/profile' })
      .withCsrfToken()
      .redirects(0)

    response.assertStatus(303)
    response.assertHeader('location', '/profile')
    assert.exists(response.session('auth_web'))
    const entry = await AuditEvent.findByOrFail('kind', 'sign_in.ok')
    assert.equal(entry.ip, '127.0.0.1')
  })

  test('a wrong password, an unknown address and a closed account hear the same sentence', async ({ assert, client }) => {
    await person({ email: 'known@test.example' })
    await person({ email: 'closed@test.example', isActive: false })
    const tries = [
      { email: 'known@test.example', password: 'wrong' },
      { email: 'nobody@test.example', password: PASSWORD },
      { email: 'closed@test.example', password: PASSWORD },
    ]

    for (const form of tries) {
      const response = await client.post('/sign-in').form(form).withCsrfToken().header('referer', '/sign-in').redirects(0)
      assert.equal(response.flashMessage('error'), 'The address and the password do not belong together.')
      assert.notExists(response.session('auth_web'))
    }
    assert.lengthOf(await AuditEvent.query().where('kind', 'sign_in.failed'), 3)
  })

  test('the sixth attempt within a quarter of an hour is locked out, even with the right password', async ({ assert, client }) => {
    await person({ email: 'target@test.example' })
    const attempt = (password: string) =>
      client.post('/sign-in').form({ email: 'target@test.example', password }).withCsrfToken().redirects(0)

    for (let i = 0; i < 5; i++) await attempt('guess')
    const response = await attempt(PASSWORD)

    assert.notExists(response.session('auth_web'))
    assert.include(response.text(), 'Too many attempts')
    assert.exists(await AuditEvent.findBy('kind', 'sign_in.locked'))
  })

  test('one network address cannot try many accounts', async ({ assert, client }) => {
    await person({ email: 'last@test.example' })
    for (let i = 0; i < 50; i++) {
      await limiter
        .use({ requests: 50, duration: '15 mins', blockDuration: '15 mins' })
        .consume('identity:sign_in_address:127.0.0.1')
    }
    const form = { email: 'last@test.example', password: PASSWORD }
    const response = await client.post('/sign-in').form(form).withCsrfToken().redirects(0)

    assert.notExists(response.session('auth_web'))
  })

  test('signing in never leads to another site', async ({ client }) => {
    await person({ email: 'lured@test.example' })
    for (const wish of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const form = { email: 'lured@test.example', password: PASSWORD, return: wish }
      const response = await client.post('/sign-in').form(form).withCsrfToken().redirects(0)
      response.assertHeader('location', '/')
    }
  })

  test('a page asked for before signing in is where signing in leads', async ({ assert, client }) => {
    const response = await client.get('/identity/users?q=ana').redirects(0)

    response.assertStatus(302)
    assert.equal(response.header('location'), '/sign-in?return=%2Fidentity%2Fusers%3Fq%3Dana')
  })

  test('a form without its token is not accepted', async ({ assert, client }) => {
    await person({ email: 'forged@test.example' })
    const form = { email: 'forged@test.example', password: PASSWORD }
    const response = await client.post('/sign-in').form(form).redirects(0)

    assert.notExists(response.session('auth_web'))
  })

  test('signing out ends the session and is written down', async ({ assert, client }) => {
    const user = await person()
    const response = await client.post('/sign-out').loginAs(user).withCsrfToken().redirects(0)

    response.assertHeader('location', '/sign-in')
    assert.notExists(response.session('auth_web'))
    const entry = await AuditEvent.findByOrFail('kind', 'sign_out')
    assert.equal(entry.userId, user.id)
  })

  test('a person who was deactivated while signed in is out at the next click', async ({ assert, client }) => {
    const user = await person()
    await user.merge({ isActive: false }).save()
    const response = await client.get('/profile').loginAs(user).redirects(0)

    response.assertStatus(302)
    assert.match(response.header('location') ?? '', /^\/sign-in/)
  })
})
