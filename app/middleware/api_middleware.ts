import limiter from '@adonisjs/limiter/services/main'
import { errors } from '@adonisjs/limiter'
import type { HttpContext } from '@adonisjs/core/http'
import type { LimiterResponse } from '@adonisjs/limiter'
import type { NextFn } from '@adonisjs/core/types/http'
import ApiRefused from '#shared/api/errors/api_refused'

export const REQUESTS_PER_MINUTE = 600

/** Counts a person's requests, says in headers how many are left, and takes bodies in JSON only. */
export default class ApiMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    await this.count(ctx)
    const { request } = ctx
    if (request.hasBody() && !request.is(['application/json'])) {
      throw new ApiRefused(415, 'E_MEDIA_TYPE', 'Send the body as application/json')
    }
    return next()
  }

  private async count(ctx: HttpContext) {
    try {
      this.tell(ctx, await limiter.use({ requests: REQUESTS_PER_MINUTE, duration: '1 min' }).consume(`api:${ctx.actor.id}`))
    } catch (error) {
      if (error instanceof errors.E_TOO_MANY_REQUESTS) {
        this.tell(ctx, error.response)
        ctx.response.header('retry-after', error.response.availableIn)
        throw new ApiRefused(429, 'E_TOO_MANY_REQUESTS', `Too many requests; the next one is welcome in ${error.response.availableIn} s`)
      }
      throw error
    }
  }

  private tell({ response }: HttpContext, { limit, remaining, availableIn }: LimiterResponse) {
    response.header('x-ratelimit-limit', limit)
    response.header('x-ratelimit-remaining', Math.max(remaining, 0))
    response.header('x-ratelimit-reset', availableIn)
  }
}
