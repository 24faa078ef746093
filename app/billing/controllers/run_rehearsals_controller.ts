import type { HttpContext } from '@adonisjs/core/http'
import { rehearseRun } from '#billing/jobs/rehearse_run'
import BillingRun from '#billing/models/billing_run'
import { runDifference } from '#billing/queries/run_difference'
import { scopeWords } from '#billing/queries/scope_choices'
import { chosenScope } from '#billing/rules/chosen_scope'
import { startRunValidator } from '#billing/validators/run'
import { dispatch } from '#shared/queue/queue'

export default class RunRehearsalsController {
  async show({ params, request, view }: HttpContext) {
    const run = await BillingRun.findOrFail(Number(params.id))
    const { against, kind, after } = request.qs()
    const difference = await runDifference(run, { against: Number(against) || undefined, kind, after: Number(after) || undefined })
    return view.render('pages/billing/runs/difference', { ...difference, scope: await scopeWords(run.scope) })
  }

  async store({ request, response, session, actor, i18n }: HttpContext) {
    const { until, ...chosen } = await request.validateUsing(startRunValidator)
    await dispatch(rehearseRun, { until, scope: chosenScope(chosen), by: actor.name })
    session.flash('notice', i18n.t('billing.rehearsal.begun'))

    return response.redirect().status(303).toPath('/billing/runs')
  }
}
