import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { shareWithView } from '#shared/presentation/share_with_view'

export default class LanguageMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const guard = ctx.auth.use('web')
    const isSignedIn = await guard.check()
    shareWithView(ctx, isSignedIn ? guard.user : undefined)

    return next()
  }
}
