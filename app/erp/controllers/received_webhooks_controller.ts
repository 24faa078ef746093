import type { HttpContext } from '@adonisjs/core/http'
import { RECEIVED_STATES, receivedCounts, receivedPage, receivedWebhooks } from '#erp/queries/received_webhooks'
import { receivedFilterValidator } from '#erp/validators/webhook'

export default class ReceivedWebhooksController {
  async index({ request, view }: HttpContext) {
    const { state, before } = await receivedFilterValidator.validate(request.qs())
    const counts = await receivedCounts()
    const shown = state ?? RECEIVED_STATES.find((one) => counts[one]) ?? 'done'
    const page = await receivedWebhooks(shown, before)

    return view.render('pages/erp/webhooks/received', { ...page, counts, shown, states: RECEIVED_STATES })
  }

  async show({ params, view }: HttpContext) {
    return view.render('pages/erp/webhooks/received_one', await receivedPage(params.id))
  }
}
