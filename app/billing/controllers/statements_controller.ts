import type { HttpContext } from '@adonisjs/core/http'
import { addDays, addMonthsAnchored, calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { sendPdf } from '#shared/pdf/send_pdf'
import { sendSheet } from '#shared/spreadsheets/send_sheet'
import { customerStatement } from '#billing/queries/customer_statement'
import { statementPaper, statementSheet } from '#billing/queries/statement_paper'
import { statementValidator } from '#billing/validators/receivables'

export default class StatementsController {
  async show(ctx: HttpContext) {
    const { from, to, isTurned } = await asked(ctx)
    const statement = await customerStatement(Number(ctx.params.id), from, to)
    return ctx.view.render('pages/billing/statements/show', { ...statement, from, last: addDays(to, -1), to, isTurned })
  }

  async print(ctx: HttpContext) {
    const { from, to } = await asked(ctx)
    const statement = await customerStatement(Number(ctx.params.id), from, to)
    return sendPdf(ctx, statementPaper(statement, from, to, ctx.i18n.locale), `statement-${statement.company.name}`)
  }

  async export(ctx: HttpContext) {
    const { from, to } = await asked(ctx)
    return sendSheet(ctx, 'statement', statementSheet(await customerStatement(Number(ctx.params.id), from, to), ctx.i18n))
  }
}

/** The last twelve months unless other days are asked for; people name the last day. */
async function asked({ request, actor }: HttpContext) {
  const { from: first, to: last } = await statementValidator.validate(request.qs())
  const end = addDays(last ? calendarDate(last) : todayIn(actor.timeZone), 1)
  const from = first ? calendarDate(first) : addMonthsAnchored(end, -12)

  return end > from ? { from, to: end, isTurned: false } : { from, to: addDays(from, 1), isTurned: true }
}
