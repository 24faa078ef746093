import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ReserveCoverage from '#service_contracts/actions/reserve_coverage'
import { filledLines } from '#service_contracts/queries/coverage/check_page'
import { refuseUnreachable } from '#service_contracts/queries/coverage/reachable_question'
import { checkQuestion, coverageCheckValidator } from '#service_contracts/validators/coverage'

export default class CoverageDecisionsController {
  @inject()
  async store({ request, response, session, actor, i18n }: HttpContext, reserve: ReserveCoverage) {
    const typed = request.body()
    const asked = await request.validateUsing(coverageCheckValidator, { data: { ...typed, lines: filledLines(typed) } })
    const question = checkQuestion(asked, actor.timeZone)
    await refuseUnreachable(question, actor)
    const id = await reserve.handle(question, actor, typed.form_key ? `form:${actor.id}:${String(typed.form_key).slice(0, 60)}` : null)

    session.flash('notice', i18n.t('coverage.reserved'))
    return response.redirect().status(303).toPath(`/service-contracts/coverage/decisions/${id}`)
  }
}
