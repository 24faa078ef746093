import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Forbidden } from '#shared/errors/forbidden'
import { countAttempt } from '#identity/limits'
import { actorOf } from '#identity/queries/actor_of'
import { returnPath } from '#identity/rules/return_path'
import { needsFreshSignIn, SIGNED_IN_AT } from '#identity/rules/sensitive_permissions'
import type { LaunchedFrom } from '#erp/own_window'
import MarkSeen from '#identity/actions/mark_seen'
import type User from '#identity/models/user'

export interface GuardOptions {
  /** Both null: anybody who is signed in. */
  resource: string | null
  action: string | null
}

/** Lets in who may: pages by the session, `/api/` by bearer tokens alone, since it asks for no CSRF token. */
export default class GuardMiddleware {
  async handle(ctx: HttpContext, next: NextFn, { resource, action }: GuardOptions) {
    const user = await this.#identify(ctx)
    if (!user) return await this.#turnAway(ctx)

    ctx.actor = await actorOf(user)
    ctx.view.share({ actor: ctx.actor })
    if (!tokenAllows(user, ctx)) throw new Forbidden('token.write')
    if (resource !== null && action !== null && !ctx.actor.may(resource, action)) {
      throw new Forbidden(`${resource}.${action}`)
    }
    await new MarkSeen().handle(user)
    if (isStaleInFrame(ctx, { resource, action })) return this.#askAgain(ctx)

    return next()
  }

  async #identify(ctx: HttpContext): Promise<User | null> {
    const guard = isApi(ctx) ? ctx.auth.use('api') : ctx.auth.use('web')
    if (!(await guard.check())) return null

    const user = guard.user!
    if (user.isActive) return user

    if (!isApi(ctx)) await ctx.auth.use('web').logout()
    return null
  }

  #askAgain({ request, response, up }: HttpContext) {
    const before = up.location ?? request.header('referer') ?? '/'
    const { pathname, search } = new URL(before, 'http://here')
    return response.redirect().status(303).toPath(`/sign-in/again?return=${encodeURIComponent(returnPath(`${pathname}${search}`))}`)
  }

  async #turnAway(ctx: HttpContext) {
    const { request, response } = ctx
    if (isApi(ctx) && request.header('authorization')) await countAttempt('token_refused', request.ip())
    if (isApi(ctx) || request.accepts(['html', 'json']) === 'json') {
      const message = 'Sign in, or send a valid bearer token'
      return response.unauthorized({ errors: [{ code: 'E_UNAUTHORIZED', message }] })
    }

    const wish = request.method() === 'GET' ? returnPath(request.url(true)) : '/'
    return response.redirect().toPath(wish === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(wish)}`)
  }
}

function isApi(ctx: HttpContext): boolean {
  return ctx.request.url().startsWith('/api/')
}

/** A sensitive change that a page in somebody else's frame asks for, long after the person signed in. */
function isStaleInFrame({ request, session }: HttpContext, guard: GuardOptions): boolean {
  const launched = session?.get('launch') as LaunchedFrom | undefined
  if (!launched?.embedded || ['GET', 'HEAD'].includes(request.method())) return false

  return needsFreshSignIn({ ...guard, signedInAt: session.get(SIGNED_IN_AT), at: Date.now() })
}

/** A read-only token may ask, never change. */
function tokenAllows(user: User, ctx: HttpContext): boolean {
  const reading = ['GET', 'HEAD'].includes(ctx.request.method())
  return reading || !user.currentAccessToken || user.currentAccessToken.allows('write')
}
