import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import DecideHandCredit from '#billing/actions/decide_hand_credit'
import { handCreditDecisionValidator } from '#billing/validators/run'

export default class HandCreditDecisionsController {
  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, decide: DecideHandCredit) {
    const { treatment, reason } = await request.validateUsing(handCreditDecisionValidator)
    const invoiceId = await decide.handle(Number(params.credit_id), treatment, reason, actor)

    session.flash('notice', i18n.t(`billing.hand_credits.decided_${treatment}`))
    return response.redirect().status(303).toPath(`/billing/invoices/${invoiceId}`)
  }
}
