import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import LinkSandboxWebhook from '#erp/actions/link_sandbox_webhook'
import SaveSandboxWebhook from '#erp/actions/save_sandbox_webhook'
import ErpConnection from '#erp/models/erp_connection'
import { sandboxWebhooks } from '#erp/queries/sandbox_webhooks'
import { sandboxWebhookValidator } from '#erp/validators/webhook'

export default class SandboxWebhooksController {
  async index({ view }: HttpContext) {
    return view.render('pages/sandbox/webhooks/index', await sandboxWebhooks())
  }

  async store({ request, response, session, i18n }: HttpContext) {
    const { url, secret } = await request.validateUsing(sandboxWebhookValidator)
    await new SaveSandboxWebhook().handle(url, secret, appUrl)

    session.flash('notice', i18n.t('webhooks.sandbox.switched_on'))
    return response.redirect().status(303).toPath('/sandbox/webhooks')
  }

  async link({ actor, params, response, session, i18n }: HttpContext) {
    const { id } = await ErpConnection.query().where({ id: Number(params.connection_id), kind: 'sandbox' }).firstOrFail()
    await new LinkSandboxWebhook().handle(id, appUrl, actor)

    session.flash('notice', i18n.t('webhooks.sandbox.switched_on'))
    return response.redirect().status(303).toPath('/sandbox/webhooks')
  }

  async destroy({ params, response, session, i18n }: HttpContext) {
    await new SaveSandboxWebhook().off(Number(params.id))

    session.flash('notice', i18n.t('webhooks.sandbox.switched_off'))
    return response.redirect().status(303).toPath('/sandbox/webhooks')
  }
}
