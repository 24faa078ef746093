import type { HttpContext } from '@adonisjs/core/http'
import AskDifference from '#billing/actions/ask_difference'
import { PAGE } from '#billing/actions/compare_run'
import { rehearseRun } from '#billing/jobs/rehearse_run'
import BillingRun from '#billing/models/billing_run'
import { DIFFERENCES, rehearsalsOf, type DifferentLine } from '#billing/queries/run_difference'
import { scopeWords } from '#billing/queries/scope_choices'
import { chosenScope } from '#billing/rules/chosen_scope'
import { differenceValidator, startRunValidator } from '#billing/validators/run'
import { dispatch } from '#shared/queue/queue'
import { undertakingPage } from '#shared/undertakings/queries/undertaking_about'

export default class RunRehearsalsController {
  async show({ params, request, view, actor }: HttpContext) {
    const run = await BillingRun.findOrFail(Number(params.id))
    const asked = await differenceValidator.validate(request.qs())
    const rehearsals = await rehearsalsOf(run)
    const rehearsal = rehearsals.find(({ id }) => Number(id) === asked.against) ?? rehearsals[0] ?? null
    const isMoving = run.status === 'computing'
    const compared = rehearsal && !isMoving ? await new AskDifference().handle(run, rehearsal, actor) : null
    const totals = compared?.result ?? []
    const kind = asked.kind ?? totals[0]?.kind ?? DIFFERENCES[0]
    const page = asked.page ?? 1
    const lines = compared ? ((await undertakingPage<DifferentLine[]>(compared.id, kind, page)) ?? []) : []
    const of = totals.filter((total) => total.kind === kind).reduce((sum, total) => sum + total.lines, 0)
    const paging = { page, nextPage: of > page * PAGE ? page + 1 : null }
    return view.render('pages/billing/runs/difference', { run, rehearsals, rehearsal, compared, isMoving, totals, kind, lines, ...paging, scope: await scopeWords(run.scope) })
  }

  async store({ request, response, session, actor, i18n }: HttpContext) {
    const { until, ...chosen } = await request.validateUsing(startRunValidator)
    await dispatch(rehearseRun, { until, scope: chosenScope(chosen), by: actor.name })
    session.flash('notice', i18n.t('billing.rehearsal.begun'))

    return response.redirect().status(303).toPath('/billing/runs')
  }
}
