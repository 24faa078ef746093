import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#shared/clock'
import RequestCredits from '#billing/actions/request_credits'
import { creditableLines } from '#billing/queries/creditable_lines'
import { creditValidator, wishesOf } from '#billing/validators/credit'

export default class CreditsController {
  async create({ params, view }: HttpContext) {
    const invoice = await db.from('invoices').where('id', Number(params.id)).firstOrFail()
    const company = await db.from('companies').where('id', invoice.company_id).firstOrFail()
    return view.render('pages/billing/credits/create', { invoice, company, lines: await creditableLines(Number(params.id)) })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, ask: RequestCredits) {
    const invoice = await db.from('invoices').where('id', Number(params.id)).firstOrFail()
    const { reason } = await request.validateUsing(creditValidator)
    const ids = await ask.handle(Number(params.id), wishesOf(request.all(), invoice.currency), reason, actor, todayIn(actor.timeZone))

    session.flash('notice', i18n.t('billing.credit_request.asked_now', { count: ids.length }))
    return response.redirect().status(303).toPath(`/billing/invoices/${Number(params.id)}`)
  }
}
