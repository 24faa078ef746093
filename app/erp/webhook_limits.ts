import limiter from '@adonisjs/limiter/services/main'
import { errors } from '@adonisjs/limiter'
import WebhookRefused from '#erp/errors/webhook_refused'

/** Webhooks one source may send, and refused ones one network address may send, in a minute. */
const LIMITS = { source: 1200, refused: 60 } as const

/** Counts one webhook. @throws {WebhookRefused} when it was one too many */
export async function countWebhook(what: keyof typeof LIMITS, subject: string): Promise<void> {
  try {
    await limiter.use({ requests: LIMITS[what], duration: '1 min' }).consume(`webhook:${what}:${subject}`)
  } catch (error) {
    if (error instanceof errors.E_TOO_MANY_REQUESTS) throw new WebhookRefused('too_many', error.response.availableIn)
    throw error
  }
}
