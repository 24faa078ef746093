import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'

export default class PostingLookUpsController {
  @inject()
  async store({ actor, params, response, session, i18n }: HttpContext, decide: DecideDelivery) {
    await decide.handle(params.id, 'look_up_asked', { actor })

    session.flash('notice', i18n.t('posting.looking_up'))
    return response.redirect().status(303).toPath(`/erp/postings/${params.id}`)
  }
}
