import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type { Actor } from '#shared/actor'
import { allPermissions } from '#shared/permissions'
import { BUILTIN_ROLES, grantsOfRole } from '#database/seeders/reference/role_matrix'
import type User from '#identity/models/user'
import { actorFor, personWithRole } from '#tests/support/people'
import { addressOf, guardedRoutes, hasParameters, isApi, type GuardedRoute } from '#tests/support/guarded_routes'

const ROLES = Object.keys(BUILTIN_ROLES)
const LIMIT_IN_MS = 240_000

/** Signing out would end the walk, and is a change that needs no permission. */
const isWalked = ({ pattern }: GuardedRoute) => pattern !== '/sign-out'
/** The ERP posts here from a page of its own; a signed ticket stands for the token. */
const isSigned = ({ pattern }: GuardedRoute) => pattern === '/launch'
const reads = () => guardedRoutes().filter((route) => route.method === 'GET')
const writes = () => guardedRoutes().filter((route) => route.method !== 'GET' && isWalked(route))

function ask(client: ApiClient, route: GuardedRoute, user?: User) {
  const request = client.request(addressOf(route), route.method).redirects(0)
  if (!user) return request
  return isApi(route) ? request.withGuard('api').loginAs(user) : request.loginAs(user)
}

/** A refusal is the same without the page around it, and quicker. */
const askCurtly = (client: ApiClient, route: GuardedRoute, user: User) => ask(client, route, user).accept('json')

const permits = (route: GuardedRoute, actor: Actor) =>
  route.guard !== 'permission' || actor.may(route.resource, route.action)

function expected(route: GuardedRoute, actor: Actor): number[] {
  if (!permits(route, actor)) return [403]
  return [200, 302, 404, 422] // 422: a page that was not told what it is about
}

test.group('Routes', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())

  test('every route says who may use it, once', ({ assert }) => {
    const bare = guardedRoutes().filter((route) => route.guard === 'none')
    assert.deepEqual(
      bare.map((route) => `${route.method} ${route.pattern}`),
      []
    )
  })

  test('every permission a route asks for stands in the matrix', ({ assert }) => {
    const known = new Set(allPermissions().flatMap((one) => one.actions.map((action) => `${one.resource}.${action}`)))
    const asked = guardedRoutes().filter((route) => route.guard === 'permission')
    const unknown = asked.map((route) => `${route.resource}.${route.action}`).filter((one) => !known.has(one))
    assert.deepEqual([...new Set(unknown)], [])
  })

  test('the built-in role "{$self}" grants only permissions that exist')
    .with(ROLES.filter((role) => role !== 'administrator'))
    .run(({ assert }, role) => {
      const known = new Set(allPermissions().flatMap((one) => one.actions.map((action) => `${one.resource}.${action}`)))
      const granted = grantsOfRole(role).map((grant) => `${grant.resource}.${grant.action}`)
      assert.deepEqual(
        granted.filter((permission) => !known.has(permission)),
        []
      )
    })

  test('nobody comes in without signing in', async ({ assert, client }) => {
    const wrong: string[] = []
    for (const route of [...reads(), ...writes()].filter(({ guard }) => guard !== 'open')) {
      const answer = await ask(client, route).withCsrfToken()
      const turnedAway = isApi(route)
        ? answer.status() === 401
        : [302, 303].includes(answer.status()) && answer.header('location')?.startsWith('/sign-in')
      if (!turnedAway) wrong.push(`${route.method} ${route.pattern}: ${answer.status()}`)
    }
    assert.deepEqual(wrong, [])
  }).timeout(LIMIT_IN_MS)

  test('"{$self}" opens exactly the pages of its permissions')
    .with(ROLES)
    .run(async ({ assert, client }, role) => {
      const user = await personWithRole(role)
      const actor = await actorFor(user)
      const wrong: string[] = []
      for (const route of reads()) {
        const wanted = expected(route, actor)
        const answer = await (wanted.includes(403) ? askCurtly : ask)(client, route, user)
        const status = answer.status()
        if (!wanted.includes(status)) wrong.push(`GET ${addressOf(route)}: ${status} instead of ${wanted.join(' or ')}`)
      }
      assert.deepEqual(wrong, [])
    })
    .timeout(LIMIT_IN_MS)

  test('"{$self}" changes nothing without its permission')
    .with(ROLES)
    .run(async ({ assert, client }, role) => {
      const user = await personWithRole(role)
      const actor = await actorFor(user)
      const wrong: string[] = []
      for (const route of writes().filter((one) => !permits(one, actor))) {
        const answer = await askCurtly(client, route, user).withCsrfToken()
        if (answer.status() !== 403) wrong.push(`${route.method} ${addressOf(route)}: ${answer.status()}`)
      }
      assert.deepEqual(wrong, [])
    })
    .timeout(LIMIT_IN_MS)

  test('no change is made for a form without its token', async ({ assert, client }) => {
    const user = await personWithRole('administrator')
    const wrong: string[] = []
    for (const route of writes().filter((one) => !isApi(one) && !isSigned(one))) {
      const answer = await ask(client, route, user)
      if (answer.status() !== 419) wrong.push(`${route.method} ${addressOf(route)}: ${answer.status()}`)
    }
    assert.deepEqual(wrong, [])
  }).timeout(LIMIT_IN_MS)

  test('a change to a record that does not exist is refused politely', async ({ assert, client }) => {
    const user = await personWithRole('administrator')
    const wrong: string[] = []
    for (const route of writes().filter(hasParameters)) {
      const answer = await ask(client, route, user).withCsrfToken()
      if (answer.status() >= 500) wrong.push(`${route.method} ${addressOf(route)}: ${answer.status()}`)
    }
    assert.deepEqual(wrong, [])
  }).timeout(LIMIT_IN_MS)
})
