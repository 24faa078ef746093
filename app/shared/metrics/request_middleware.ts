import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { countRequest } from '#shared/metrics/process_metrics'

/** Measures how long requests take, by route. */
export default class RequestMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { request, response } = ctx
    const begun = performance.now()
    const method = request.method()
    response.response.once('finish', () => {
      const seconds = (performance.now() - begun) / 1000
      countRequest(method, ctx.route?.pattern ?? 'none', response.getStatus(), seconds)
    })
    return next()
  }
}
