import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { parseMoney } from '#shared/money/money'
import CreditSandboxInvoice from '#erp/actions/credit_sandbox_invoice'
import { sandboxCreditValidator } from '#erp/validators/sandbox'

export default class SandboxCreditsController {
  @inject()
  async store({ params, request, response, session, i18n }: HttpContext, credit: CreditSandboxInvoice) {
    const invoice = await db.from('sandbox_invoices').where('id', params.invoice_id).firstOrFail()
    const lines = await db.from('sandbox_invoice_lines').where('invoice_id', invoice.id).orderBy('position')
    const typed: Record<string, string | null | undefined> = await request.validateUsing(sandboxCreditValidator(lines.map(({ id }) => Number(id))))
    const amounts = lines.flatMap(({ id }) => {
      const amount = typed[`credit_${id}`]
      return amount ? [{ id: Number(id), netCents: parseMoney(amount, invoice.currency) }] : []
    })
    const creditId = await credit.handle(Number(invoice.id), { lines: amounts, text: typed.text ?? '' })

    session.flash('notice', i18n.t('sandbox.invoices.credited'))
    return response.redirect().status(303).toPath(`/sandbox/invoices/${creditId}`)
  }
}
