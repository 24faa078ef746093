import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import CreditTwins from '#erp/actions/credit_twins'
import { twinsValidator } from '#erp/validators/posting_decision'

export default class PostingTwinsController {
  /** Keeps one of several invoices and credits the others. */
  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, credit: CreditTwins) {
    const { keep, reason } = await request.validateUsing(twinsValidator)
    const count = await credit.handle(params.id, keep, reason, actor)

    session.flash('notice', i18n.t('posting.twins.credited', { count }))
    return response.redirect().status(303).toPath(`/erp/postings/${params.id}`)
  }
}
