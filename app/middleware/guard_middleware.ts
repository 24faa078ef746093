import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Forbidden } from '#shared/errors/forbidden'
import { countAttempt } from '#identity/limits'
import { actorOf } from '#identity/queries/actor_of'
import { returnPath } from '#identity/rules/return_path'
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

/** A read-only token may ask, never change. */
function tokenAllows(user: User, ctx: HttpContext): boolean {
  const reading = ['GET', 'HEAD'].includes(ctx.request.method())
  return reading || !user.currentAccessToken || user.currentAccessToken.allows('write')
}
