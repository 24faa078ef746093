import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import emitter from '@adonisjs/core/services/emitter'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import PasswordResetAsked from '#identity/events/password_reset_asked'
import PasswordReset from '#identity/models/password_reset'
import { resetTokenHash } from '#identity/rules/reset_token'
import { person } from '#tests/support/people'

const NEXT = { password: 'a brand new password', password_confirmation: 'a brand new password' }

async function linkFor(user: { id: number }, minutes = 60) {
  const token = `token-${Math.random().toString(36).slice(2)}`
  const expiresAt = DateTime.utc().plus({ minutes })
  await PasswordReset.create({ userId: user.id, tokenHash: resetTokenHash(token), expiresAt })
  return `/password/reset/${token}`
}

test.group('A forgotten password', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())
  group.each.setup(() => () => emitter.restore())

  test('known, unknown and closed addresses get the same answer, and only the known one a link', async ({ assert, client }) => {
    const events = emitter.fake([PasswordResetAsked])
    const known = await person({ email: 'known@test.example' })
    await person({ email: 'closed@test.example', isActive: false })

    for (const email of ['known@test.example', 'nobody@test.example', 'closed@test.example']) {
      const response = await client.post('/password/forgotten').form({ email }).withCsrfToken().redirects(0)
      response.assertStatus(303)
      response.assertHeader('location', '/sign-in')
      assert.include(response.flashMessage('notice'), 'a mail with a link is on its way')
    }

    assert.lengthOf(events.all(), 1)
    const resets = await PasswordReset.all()
    assert.deepEqual(
      resets.map((reset) => reset.userId),
      [known.id]
    )
  })

  test('the link of the mail opens the form and sets the password, once', async ({ assert, client }) => {
    const user = await person()
    const link = await linkFor(user)
    const page = await client.get(link)
    page.assertStatus(200)

    await client.post(link).form(NEXT).withCsrfToken().redirects(0)
    await user.refresh()
    assert.isTrue(await hash.verify(user.password!, NEXT.password))

    const again = await client.get(link)
    again.assertStatus(404)
    const before = user.password
    await client.post(link).form({ password: 'yet another word', password_confirmation: 'yet another word' }).withCsrfToken()
    await user.refresh()
    assert.equal(user.password, before)
  })

  test('a used link spends the other links of the person too', async ({ client }) => {
    const user = await person()
    const [first, second] = [await linkFor(user), await linkFor(user)]
    await client.post(first).form(NEXT).withCsrfToken().redirects(0)

    const page = await client.get(second)
    page.assertStatus(404)
  })

  test('a link is worth nothing after an hour, and made-up links never', async ({ client }) => {
    const late = await client.get(await linkFor(await person(), -1))
    late.assertStatus(404)

    const invented = await client.get('/password/reset/invented')
    invented.assertStatus(404)
  })

  test('a short or mistyped password is refused and leaves the link good', async ({ client }) => {
    const link = await linkFor(await person())
    await client.post(link).form({ password: 'short', password_confirmation: 'short' }).withCsrfToken()
    await client.post(link).form({ ...NEXT, password_confirmation: 'something else' }).withCsrfToken()

    const page = await client.get(link)
    page.assertStatus(200)
  })

  test('nobody can have many mails sent to one address', async ({ assert, client }) => {
    const events = emitter.fake([PasswordResetAsked])
    await person({ email: 'pestered@test.example' })
    for (let i = 0; i < 5; i++) {
      await client.post('/password/forgotten').form({ email: 'pestered@test.example' }).withCsrfToken().redirects(0)
    }

    assert.lengthOf(events.all(), 3)
  })
})
