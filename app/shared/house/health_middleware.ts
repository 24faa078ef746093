import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { readHealth } from '#shared/house/queries/health'

/**
 * Answers `GET /health` before anything that needs a session, so that a monitor leaves no
 * rows behind and hears of it when the database is away.
 */
export default class HealthMiddleware {
  async handle({ request, response }: HttpContext, next: NextFn) {
    if (request.url() !== '/health' || !['GET', 'HEAD'].includes(request.method())) return next()

    const health = await readHealth()
    response.header('cache-control', 'no-store')
    return response.status(health.status === 'ok' ? 200 : 503).json(health)
  }
}
