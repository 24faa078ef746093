import type { HttpContext } from '@adonisjs/core/http'
import { dispatch } from '#shared/queue/queue'
import { retryDeliveries } from '#installed_base/jobs/retry_deliveries'

export default class DeliveryRetriesController {
  async store({ response, session, i18n }: HttpContext) {
    await dispatch(retryDeliveries, {}, { key: 'all' })

    session.flash('notice', i18n.t('installed_base.replay.retried'))
    return response.redirect().status(303).toPath('/installed-base/replay')
  }
}
