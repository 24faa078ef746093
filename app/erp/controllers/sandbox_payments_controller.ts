import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import PaySandboxInvoice from '#erp/actions/pay_sandbox_invoice'

export default class SandboxPaymentsController {
  @inject()
  async store({ params, response, session, i18n }: HttpContext, pay: PaySandboxInvoice) {
    await pay.handle(Number(params.invoice_id))

    session.flash('notice', i18n.t('sandbox.invoices.paid'))
    return response.redirect().status(303).toPath(`/sandbox/invoices/${params.invoice_id}`)
  }
}
