import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import SplitInvoice from '#billing/actions/split_invoice'
import { splitValidator } from '#billing/validators/run'

export default class InvoiceSplitsController {
  async create({ params, view }: HttpContext) {
    const invoice = await db.from('invoices').where({ id: Number(params.invoice_id), billing_run_id: Number(params.id) }).firstOrFail()
    const lines = await db.from('invoice_lines').where('invoice_id', invoice.id).orderBy('position').limit(500)
    return view.render('pages/billing/runs/split', { invoice, lines, runId: Number(params.id) })
  }

  @inject()
  async store({ params, request, response, session, i18n }: HttpContext, split: SplitInvoice) {
    const { lines } = await request.validateUsing(splitValidator)
    await split.handle(Number(params.id), Number(params.invoice_id), lines)
    session.flash('notice', i18n.t('billing.run.split_now'))

    return response.redirect().status(303).toPath(`/billing/runs/${Number(params.id)}`)
  }

  @inject()
  async destroy({ params, response, session, i18n }: HttpContext, split: SplitInvoice) {
    await split.undo(Number(params.id), Number(params.invoice_id))
    session.flash('notice', i18n.t('billing.run.merged_now'))

    return response.redirect().status(303).toPath(`/billing/runs/${Number(params.id)}`)
  }
}
