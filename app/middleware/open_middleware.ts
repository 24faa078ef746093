import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { actorOf } from '#identity/queries/actor_of'

/** Marks a route as meant for everybody; who is signed in anyway is named. */
export default class OpenMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (await ctx.auth.use('web').check()) {
      const user = ctx.auth.use('web').user!
      if (user.isActive) {
        ctx.actor = await actorOf(user)
        ctx.view.share({ actor: ctx.actor })
      }
    }

    return next()
  }
}
