import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import AuditEvent from '#identity/models/audit_event'
import User from '#identity/models/user'
import { personWithRole } from '#tests/support/people'

const WISH = { name: 'Web shop', access: 'read', valid_for_days: 30 }

test.group('API tokens', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())

  test('a token is shown once and kept only as a hash', async ({ assert, client }) => {
    const user = await personWithRole('integrator')
    const page = await client.post('/identity/tokens').loginAs(user).form(WISH).withCsrfToken()
    const [token] = page.text().match(/anx_[\w.-]+/)!

    const row = await db.from('auth_access_tokens').where('tokenable_id', user.id).firstOrFail()
    assert.notInclude(JSON.stringify(row), token.slice(8, 40))
    assert.exists(await AuditEvent.findBy({ kind: 'token.created', user_id: user.id }))

    const later = await client.get('/identity/tokens').loginAs(user)
    assert.notInclude(later.text(), token)
    assert.include(later.text(), 'Web shop')
  })

  test('a token without a name, an end or with an end too far is refused', async ({ assert, client }) => {
    const user = await personWithRole('integrator')
    for (const wrong of [{ name: '' }, { valid_for_days: 0 }, { valid_for_days: 9999 }, { access: 'everything' }]) {
      await client.post('/identity/tokens').loginAs(user).form({ ...WISH, ...wrong }).withCsrfToken().redirects(0)
    }

    assert.lengthOf(await db.from('auth_access_tokens').where('tokenable_id', user.id), 0)
  })

  test('people see and revoke their own tokens, an administrator those of everybody', async ({ assert, client }) => {
    const [owner, other] = [await personWithRole('integrator'), await personWithRole('integrator')]
    const admin = await personWithRole('administrator')
    const token = await User.accessTokens.create(owner, ['read'], { name: 'Owner only', expiresIn: '1 day' })
    const path = `/identity/tokens/${token.identifier}`

    const seen = await client.get('/identity/tokens').loginAs(other)
    assert.notInclude(seen.text(), 'Owner only')
    const refused = await client.delete(path).loginAs(other).withCsrfToken()
    refused.assertStatus(404)

    const revoked = await client.delete(path).loginAs(admin).withCsrfToken().redirects(0)
    revoked.assertStatus(303)
    assert.lengthOf(await db.from('auth_access_tokens').where('id', Number(token.identifier)), 0)
  })

  test('an expired token opens nothing', async ({ assert }) => {
    const user = await personWithRole('integrator')
    const token = await User.accessTokens.create(user, ['read'], { name: 'Old', expiresIn: '1 day' })
    await db.from('auth_access_tokens').where('id', Number(token.identifier)).update({ expires_at: '2020-01-01 00:00:00' })

    assert.isNull(await User.accessTokens.verify(token.value!))
  })

  test('without the permission there are no tokens', async ({ assert, client }) => {
    const sales = await personWithRole('sales')
    const answers = [
      await client.get('/identity/tokens').loginAs(sales),
      await client.post('/identity/tokens').loginAs(sales).form(WISH).withCsrfToken(),
      await client.delete('/identity/tokens/1').loginAs(sales).withCsrfToken(),
    ]

    assert.deepEqual(new Set(answers.map((answer) => answer.status())), new Set([403]))
  })
})
