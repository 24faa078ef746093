import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { parseMoney } from '#shared/money/money'
import PaySandboxInvoice from '#erp/actions/pay_sandbox_invoice'
import ReverseSandboxPayment from '#erp/actions/reverse_sandbox_payment'
import { sandboxPaymentValidator } from '#erp/validators/sandbox'

export default class SandboxPaymentsController {
  @inject()
  async store({ params, request, response, session, i18n }: HttpContext, pay: PaySandboxInvoice) {
    const { amount, method } = await request.validateUsing(sandboxPaymentValidator)
    const { currency } = await db.from('sandbox_invoices').where('id', params.invoice_id).firstOrFail()
    await pay.handle(Number(params.invoice_id), {
      ...(amount ? { amountCents: parseMoney(amount, currency) } : {}),
      ...(method ? { method } : {}),
    })

    session.flash('notice', i18n.t('sandbox.invoices.paid'))
    return response.redirect().status(303).toPath(`/sandbox/invoices/${Number(params.invoice_id)}`)
  }

  @inject()
  async destroy({ params, response, session, i18n }: HttpContext, reverse: ReverseSandboxPayment) {
    await reverse.handle(Number(params.id))
    const share = await db.from('sandbox_payment_shares').where('payment_id', params.id).orderBy('id').firstOrFail()

    session.flash('notice', i18n.t('sandbox.invoices.reversed'))
    return response.redirect().status(303).toPath(`/sandbox/invoices/${share.invoice_id}`)
  }
}
