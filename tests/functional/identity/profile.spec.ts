import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import { PASSWORD, person } from '#tests/support/people'

const PROFILE = {
  full_name: 'Ioana Radu',
  locale: 'ro',
  time_zone: 'Europe/Bucharest',
  theme: 'dark',
  density: 'compact',
}

test.group('Profile', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())

  test('people see and change their own name, language, time zone and look', async ({ assert, client }) => {
    const user = await person()
    const page = await client.get('/profile').loginAs(user)
    page.assertStatus(200)

    const saved = await client.put('/profile').loginAs(user).form(PROFILE).withCsrfToken().redirects(0)
    saved.assertStatus(303)
    await user.refresh()
    assert.containsSubset(user.serialize(), { fullName: 'Ioana Radu', locale: 'ro', timeZone: 'Europe/Bucharest' })
    assert.equal(saved.cookie('theme')?.value, 'dark')
  })

  test('the profile speaks the language of the person', async ({ assert, client }) => {
    const page = await client.get('/profile').loginAs(await person({ locale: 'es' }))

    assert.include(page.text(), 'Contraseña actual')
  })

  test('a time zone or a language that does not exist is refused', async ({ assert, client }) => {
    const user = await person()
    for (const wrong of [{ time_zone: 'Mars/Olympus' }, { locale: 'xx' }, { full_name: '' }]) {
      await client.put('/profile').loginAs(user).form({ ...PROFILE, ...wrong }).withCsrfToken().redirects(0)
    }

    await user.refresh()
    assert.notEqual(user.fullName, 'Ioana Radu')
  })

  test('nobody changes rights or address through the profile', async ({ assert, client }) => {
    const user = await person({ email: 'self@test.example' })
    const form = { ...PROFILE, 'email': 'other@test.example', 'role_ids[]': '1', 'is_active': '0' }
    await client.put('/profile').loginAs(user).form(form).withCsrfToken().redirects(0)

    await user.refresh()
    await user.load('roles')
    assert.equal(user.email, 'self@test.example')
    assert.lengthOf(user.roles, 0)
  })

  test('a new password needs the present one', async ({ assert, client }) => {
    const user = await person()
    const next = { password: 'quite another password', password_confirmation: 'quite another password' }
    const change = (current: string) =>
      client.put('/profile/password').loginAs(user).form({ current_password: current, ...next }).withCsrfToken().redirects(0)

    await change('a guess')
    await user.refresh()
    assert.isTrue(await hash.verify(user.password!, PASSWORD))

    const changed = await change(PASSWORD)
    changed.assertStatus(303)
    await user.refresh()
    assert.isTrue(await hash.verify(user.password!, next.password))
  })
})
