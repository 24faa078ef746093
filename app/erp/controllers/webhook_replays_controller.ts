import type { HttpContext } from '@adonisjs/core/http'
import ReplayWebhooks from '#erp/actions/replay_webhooks'
import ReceivedWebhook from '#erp/models/received_webhook'

export default class WebhookReplaysController {
  async store({ params, response, session, i18n }: HttpContext) {
    const { id } = await ReceivedWebhook.findOrFail(params.received_id)
    await new ReplayWebhooks().one(id)

    session.flash('notice', i18n.t('webhooks.received.replayed', { count: 1 }))
    return response.redirect().status(303).toPath(`/erp/webhooks/received/${id}`)
  }

  async storeAll({ response, session, i18n }: HttpContext) {
    const count = await new ReplayWebhooks().allFailed()

    session.flash('notice', i18n.t('webhooks.received.replayed', { count }))
    return response.redirect().status(303).toPath('/erp/webhooks/received')
  }
}
