import type { HttpContext } from '@adonisjs/core/http'
import { now } from '#shared/clock'
import NoteWebhookRefusal from '#erp/actions/note_webhook_refusal'
import ReceiveWebhook from '#erp/actions/receive_webhook'
import WebhookRefused from '#erp/errors/webhook_refused'
import WebhookSource from '#erp/models/webhook_source'
import { countWebhook } from '#erp/webhook_limits'

export default class ApiWebhooksController {
  async store(ctx: HttpContext) {
    const { params, response } = ctx
    try {
      const source = await WebhookSource.query().where({ address: params.address, isActive: true }).preload('secrets').first()
      if (!source) throw new WebhookRefused('unknown')
      return response.status(202).send({ received: await this.receive(source, ctx) })
    } catch (error) {
      if (!(error instanceof WebhookRefused)) throw error
      await countWebhook('refused', ctx.request.ip()).catch((limited) => this.slowDown(limited, ctx))
      if (error.retryAfterSeconds > 0) response.header('retry-after', error.retryAfterSeconds)
      throw error
    }
  }

  private async receive(source: WebhookSource, { logger, request }: HttpContext) {
    const header = (name: string) => request.header(name)
    const webhook = { id: header('webhook-id'), timestamp: header('webhook-timestamp'), signature: header('webhook-signature'), body: request.raw() ?? '' }
    try {
      await countWebhook('source', String(source.id))
      return await new ReceiveWebhook().handle(source, webhook, now())
    } catch (error) {
      if (!(error instanceof WebhookRefused)) throw error
      logger.warn({ source: source.id, reason: error.reason, ip: request.ip(), webhook: webhook.id }, 'a webhook was refused')
      await new NoteWebhookRefusal().handle(source.id, error.reason, request.ip(), now())
      throw error
    }
  }

  private slowDown(limited: WebhookRefused, { response }: HttpContext): never {
    response.header('retry-after', limited.retryAfterSeconds)
    throw limited
  }
}
