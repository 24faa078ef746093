import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import StartBillingRun from '#billing/actions/start_billing_run'
import BillingRun from '#billing/models/billing_run'
import { billingRuns } from '#billing/queries/billing_runs'
import { runReview } from '#billing/queries/run_review'
import { scopeChoices } from '#billing/queries/scope_choices'
import { chosenScope } from '#billing/rules/chosen_scope'
import { startRunValidator } from '#billing/validators/run'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'

export default class RunsController {
  async index({ view, actor, request }: HttpContext) {
    const runs = await billingRuns(Number(request.input('before')) || null)
    return view.render('pages/billing/runs/index', { ...runs, choices: await scopeChoices(), today: todayIn(actor.timeZone) })
  }

  async show({ params, request, view, actor }: HttpContext) {
    const run = await BillingRun.findOrFail(Number(params.id))
    return view.render('pages/billing/runs/show', await runReview(run, request.qs(), actor))
  }

  @inject()
  async store({ request, response, actor }: HttpContext, start: StartBillingRun) {
    const { until, ...chosen } = await request.validateUsing(startRunValidator)
    const run = await start.later(calendarDate(until), actor, chosenScope(chosen))

    return response.redirect().status(303).toPath(`/billing/runs/${run.id}`)
  }
}
