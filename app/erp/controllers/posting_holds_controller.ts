import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import { reasonValidator } from '#erp/validators/posting_decision'

export default class PostingHoldsController {
  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, decide: DecideDelivery) {
    const { reason } = await request.validateUsing(reasonValidator)
    await decide.handle(params.id, 'held_back', { actor, note: reason })

    session.flash('notice', i18n.t('posting.held'))
    return response.redirect().status(303).toPath(`/erp/postings/${params.id}`)
  }

  @inject()
  async destroy({ actor, params, request, response, session, i18n }: HttpContext, decide: DecideDelivery) {
    const { reason } = await request.validateUsing(reasonValidator)
    await decide.handle(params.id, 'released', { actor, note: reason })

    session.flash('notice', i18n.t('posting.released'))
    return response.redirect().status(303).toPath(`/erp/postings/${params.id}`)
  }
}
