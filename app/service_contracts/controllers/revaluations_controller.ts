import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ComputeRevaluation from '#service_contracts/actions/compute_revaluation'
import DecideRevaluation from '#service_contracts/actions/decide_revaluation'
import RevaluationRun from '#service_contracts/models/revaluation_run'
import { revaluationReview, revaluationRuns } from '#service_contracts/queries/revaluation_review'
import { revaluationValidator } from '#service_contracts/validators/revaluation'
import { addMonthsAnchored, calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'

const MONTHS_BACK = 3
const PATH = '/service-contracts/revaluations'

export default class RevaluationsController {
  async index({ view, actor }: HttpContext) {
    const today = todayIn(actor.timeZone)
    return view.render('pages/service_contracts/revaluations/index', { runs: await revaluationRuns(), since: addMonthsAnchored(today, -MONTHS_BACK), until: today })
  }

  async show({ params, request, view, actor }: HttpContext) {
    const run = await RevaluationRun.findOrFail(Number(params.id))
    return view.render('pages/service_contracts/revaluations/show', await revaluationReview(run, request.qs(), actor))
  }

  @inject()
  async store({ request, response, actor }: HttpContext, compute: ComputeRevaluation) {
    const { since, until } = await request.validateUsing(revaluationValidator)
    const run = await compute.open(calendarDate(since), calendarDate(until), actor)
    await compute.handle(run.id)
    return response.redirect().status(303).toPath(`${PATH}/${run.id}`)
  }

  @inject()
  async update({ params, response }: HttpContext, compute: ComputeRevaluation) {
    await compute.handle(Number(params.id))
    return response.redirect().status(303).toPath(`${PATH}/${Number(params.id)}`)
  }

  @inject()
  async destroy({ params, response, session, i18n }: HttpContext, decide: DecideRevaluation) {
    await decide.discard(Number(params.id))
    session.flash('notice', i18n.t('service_contracts.revaluation.discarded'))
    return response.redirect().status(303).toPath(PATH)
  }
}
