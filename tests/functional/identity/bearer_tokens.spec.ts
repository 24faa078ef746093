import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import type { HttpContext } from '@adonisjs/core/http'
import GuardMiddleware from '#middleware/guard_middleware'
import User from '#identity/models/user'
import { personWhoMay } from '#tests/support/people'

const NOBODY_ELSE = { resource: 'company', action: 'view' }

async function requestWith(token: string | null, method = 'GET'): Promise<HttpContext> {
  const req = Object.assign(new IncomingMessage(new Socket()), { url: '/api/v1/companies', method })
  if (token) req.headers.authorization = `Bearer ${token}`
  const ctx = await testUtils.createHttpContext({ req })
  const manager = await app.container.make('auth.manager')
  ctx.auth = manager.createAuthenticator(ctx)
  return ctx
}

async function tokenOf(user: User, abilities: string[]): Promise<string> {
  const token = await User.accessTokens.create(user, abilities, { name: 'test', expiresIn: '1 day' })
  return token.value!.release()
}

/** Whether the guard let the request through, or the status it was answered with. */
async function tried(ctx: HttpContext): Promise<string | number> {
  let isThrough = false
  await new GuardMiddleware().handle(ctx, async () => void (isThrough = true), NOBODY_ELSE)
  return isThrough ? 'through' : ctx.response.getStatus()
}

test.group('Bearer tokens', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())

  test('a good token brings its owner in, with the rights of the owner', async ({ assert }) => {
    const user = await personWhoMay({ 'company.view': 'team' })
    const ctx = await requestWith(await tokenOf(user, ['read']))

    assert.equal(await tried(ctx), 'through')
    assert.deepEqual([ctx.actor.id, ctx.actor.reach('company', 'view')], [user.id, 'team'])
  })

  test('no token, a made-up one and that of a closed account are answered 401', async ({ assert }) => {
    const closed = await personWhoMay({ 'company.view': 'all' })
    const token = await tokenOf(closed, ['read'])
    await closed.merge({ isActive: false }).save()

    assert.equal(await tried(await requestWith(null)), 401)
    assert.equal(await tried(await requestWith('anx_invented')), 401)
    assert.equal(await tried(await requestWith(token)), 401)
  })

  test('a token whose owner lacks the permission is refused', async ({ assert }) => {
    const user = await personWhoMay({ 'contact.view': 'all' })
    const ctx = await requestWith(await tokenOf(user, ['read', 'write']))

    await assert.rejects(() => tried(ctx), 'Your roles do not permit this (company.view)')
  })

  test('a read-only token changes nothing, whatever its owner may', async ({ assert }) => {
    const user = await personWhoMay({ 'company.view': 'all' })
    const reading = await requestWith(await tokenOf(user, ['read']), 'POST')
    const writing = await requestWith(await tokenOf(user, ['read', 'write']), 'POST')

    await assert.rejects(() => tried(reading), 'Your roles do not permit this (token.write)')
    assert.equal(await tried(writing), 'through')
  })

  test('guessing tokens is slowed down', async ({ assert }) => {
    for (let i = 0; i < 60; i++) await tried(await requestWith(`anx_guess${i}`))
    const ctx = await requestWith('anx_guess61')

    await assert.rejects(() => tried(ctx), /Too many attempts/)
  })
})
