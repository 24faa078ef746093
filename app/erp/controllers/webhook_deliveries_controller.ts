import type { HttpContext } from '@adonisjs/core/http'
import ResendWebhooks from '#erp/actions/resend_webhooks'
import { deliveryPage } from '#erp/queries/webhook_endpoints'

export default class WebhookDeliveriesController {
  async show({ params, view }: HttpContext) {
    return view.render('pages/erp/webhooks/delivery', await deliveryPage(Number(params.id)))
  }

  async resend({ actor, params, response, session, i18n }: HttpContext) {
    await new ResendWebhooks().one(Number(params.delivery_id), actor)

    session.flash('notice', i18n.t('webhooks.deliveries.resent'))
    return response.redirect().status(303).toPath(`/erp/webhooks/deliveries/${Number(params.delivery_id)}`)
  }
}
