import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import WithdrawManualCharge from '#billing/actions/withdraw_manual_charge'
import { excludeChargeValidator } from '#billing/validators/run'

export default class ManualChargeWithdrawalsController {
  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, withdraw: WithdrawManualCharge) {
    const { reason } = await request.validateUsing(excludeChargeValidator)
    await withdraw.handle(Number(params.id), reason, actor)

    session.flash('notice', i18n.t('billing.manual_charge.withdrawn_now'))
    return response.redirect().status(303).toPath(`/billing/manual-charges/${Number(params.id)}`)
  }
}
