import type { HttpContext } from '@adonisjs/core/http'
import encryption from '@adonisjs/core/services/encryption'
import { appUrl } from '#config/app'
import SaveWebhookSource from '#erp/actions/save_webhook_source'
import ErpConnection from '#erp/models/erp_connection'
import { webhookSourcePage } from '#erp/queries/received_webhooks'
import { webhookSecretValidator, webhookSwitchValidator } from '#erp/validators/webhook'

export default class WebhookSourcesController {
  async edit({ params, session, view }: HttpContext) {
    const sealed = session.flashMessages.get('webhookSecret')
    const made = sealed ? encryption.decrypt(sealed) : null
    return view.render('pages/erp/webhooks/source', { ...(await webhookSourcePage(Number(params.connection_id))), made, appUrl })
  }

  async update(ctx: HttpContext) {
    const { is_active: isActive = false } = await ctx.request.validateUsing(webhookSwitchValidator)
    await new SaveWebhookSource().switch(Number(ctx.params.connection_id), isActive, ctx.actor)
    return this.back(ctx, isActive ? 'webhooks.source.switched_on' : 'webhooks.source.switched_off')
  }

  async store(ctx: HttpContext) {
    const { secret = null } = await ctx.request.validateUsing(webhookSecretValidator)
    const { id } = await ErpConnection.findOrFail(ctx.params.connection_id)
    const made = await new SaveWebhookSource().addSecret(id, secret, ctx.actor)

    ctx.session.flash('webhookSecret', encryption.encrypt(made))
    return this.back(ctx, 'webhooks.secrets.added')
  }

  async destroy(ctx: HttpContext) {
    await new SaveWebhookSource().endSecret(Number(ctx.params.connection_id), Number(ctx.params.id), ctx.actor)
    return this.back(ctx, 'webhooks.secrets.removed')
  }

  private back({ i18n, params, response, session }: HttpContext, notice: string) {
    session.flash('notice', i18n.t(notice))
    return response.redirect().status(303).toPath(`/erp/connections/${Number(params.connection_id)}/webhooks`)
  }
}
