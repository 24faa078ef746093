import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import WithdrawInvoice from '#billing/actions/withdraw_invoice'
import { excludeChargeValidator } from '#billing/validators/run'

export default class InvoiceWithdrawalsController {
  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, withdraw: WithdrawInvoice) {
    const { reason } = await request.validateUsing(excludeChargeValidator)
    await withdraw.handle(Number(params.id), reason, actor)

    session.flash('notice', i18n.t('billing.invoice.withdrawn_now'))
    return response.redirect().status(303).toPath(`/billing/invoices/${Number(params.id)}`)
  }
}
