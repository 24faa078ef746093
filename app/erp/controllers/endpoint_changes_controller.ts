import type { HttpContext } from '@adonisjs/core/http'
import encryption from '@adonisjs/core/services/encryption'
import ResendWebhooks from '#erp/actions/resend_webhooks'
import SaveWebhookEndpoint from '#erp/actions/save_webhook_endpoint'
import WebhookEndpoint from '#erp/models/webhook_endpoint'

export default class EndpointChangesController {
  async rotate(ctx: HttpContext) {
    const secret = await new SaveWebhookEndpoint().rotate(this.id(ctx), ctx.actor)
    ctx.session.flash('webhookSecret', encryption.encrypt(secret))
    return this.back(ctx, 'webhooks.endpoints.rotated')
  }

  async activate(ctx: HttpContext) {
    await new SaveWebhookEndpoint().switch(this.id(ctx), true, ctx.actor)
    return this.back(ctx, 'webhooks.endpoints.switched_on')
  }

  async deactivate(ctx: HttpContext) {
    await new SaveWebhookEndpoint().switch(this.id(ctx), false, ctx.actor)
    return this.back(ctx, 'webhooks.endpoints.switched_off')
  }

  async test(ctx: HttpContext) {
    const { id } = await WebhookEndpoint.findOrFail(this.id(ctx))
    await new ResendWebhooks().test(id, ctx.actor)
    return this.back(ctx, 'webhooks.endpoints.tested')
  }

  async resend(ctx: HttpContext) {
    const count = await new ResendWebhooks().allStopped(this.id(ctx), ctx.actor)
    return this.back(ctx, 'webhooks.endpoints.resent', { count })
  }

  private id({ params }: HttpContext): number {
    return Number(params.endpoint_id)
  }

  private back(ctx: HttpContext, notice: string, values: Record<string, number> = {}) {
    ctx.session.flash('notice', ctx.i18n.t(notice, values))
    return ctx.response.redirect().status(303).toPath(`/erp/webhooks/endpoints/${this.id(ctx)}`)
  }
}
