import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import WithdrawCreditRequest from '#billing/actions/withdraw_credit_request'
import { excludeChargeValidator } from '#billing/validators/run'

export default class CreditWithdrawalsController {
  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, withdraw: WithdrawCreditRequest) {
    const { reason } = await request.validateUsing(excludeChargeValidator)
    await withdraw.handle(Number(params.id), reason, actor)

    session.flash('notice', i18n.t('billing.credit_request.withdrawn_now'))
    return response.redirect().status(303).toPath(`/billing/credit-requests/${Number(params.id)}`)
  }
}
