import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { readHealth } from '#shared/house/queries/health'
import { readiness } from '#shared/house/queries/readiness'

interface Answer {
  isWell: boolean
  body: object
}

const QUESTIONS: Record<string, () => Promise<Answer>> = {
  '/health': async () => {
    const health = await readHealth()
    return { isWell: health.status === 'ok', body: health }
  },
  // only whether this process answers: whoever restarts it must not do so because the database is away
  '/health/live': async () => ({ isWell: true, body: { status: 'ok' } }),
  '/health/ready': async () => {
    const { isReady, ...facts } = await readiness()
    return { isWell: isReady, body: { status: isReady ? 'ok' : 'down', ...facts } }
  },
}

/**
 * Answers what monitors ask before anything that needs a session, so that they leave no
 * rows behind and hear of it when the database is away.
 */
export default class HealthMiddleware {
  async handle({ request, response }: HttpContext, next: NextFn) {
    const ask = ['GET', 'HEAD'].includes(request.method()) ? QUESTIONS[request.url()] : undefined
    if (!ask) return next()

    const { isWell, body } = await ask()
    response.header('cache-control', 'no-store')
    return response.status(isWell ? 200 : 503).json(body)
  }
}
