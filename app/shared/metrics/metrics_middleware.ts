import { createHash, timingSafeEqual } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { metricsToken } from '#config/metrics'
import { now } from '#shared/clock'
import { figuresOfHouse } from '#shared/metrics/figures'
import { processMetrics } from '#shared/metrics/process_metrics'

/**
 * Answers `GET /metrics` to whoever holds the token, before anything that needs a session.
 * Without a token in the settings there is nothing here.
 */
export default class MetricsMiddleware {
  async handle({ request, response }: HttpContext, next: NextFn) {
    if (request.url() !== '/metrics' || request.method() !== 'GET' || !metricsToken) return next()

    response.header('cache-control', 'no-store')
    if (!isToken(request.header('authorization') ?? '', metricsToken)) {
      response.header('www-authenticate', 'Bearer')
      return response.status(401).type('text/plain').send('A bearer token is needed')
    }
    const house = await figuresOfHouse(now())
    return response.type(house.contentType).send(`${await house.metrics()}\n${await processMetrics.metrics()}`)
  }
}

function isToken(header: string, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(header), hash(`Bearer ${token}`))
}
