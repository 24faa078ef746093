import type { HttpContext } from '@adonisjs/core/http'
import AskMonth from '#reporting/actions/ask_month'
import AskStatement from '#reporting/actions/ask_statement'
import { filterOf } from '#reporting/rules/statement_filter'
import { unbilledValidator } from '#reporting/validators/unbilled'
import { todayIn } from '#shared/clock'

/** Statements that are computed once more, whatever was answered some minutes ago. */
export default class StatementComputationsController {
  async store({ request, response, actor }: HttpContext) {
    const { period, scope, query } = filterOf(await request.validateUsing(unbilledValidator), todayIn(actor.timeZone))
    await new AskStatement().anew(period, scope, actor)
    return response.redirect().status(303).toPath(`/reporting/unbilled?${query}`)
  }

  async update({ params, response, actor }: HttpContext) {
    await new AskMonth().anew(params.month, actor)
    return response.redirect().status(303).toPath(`/billing/months/${params.month}`)
  }
}
