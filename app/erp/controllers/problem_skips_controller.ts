import type { HttpContext } from '@adonisjs/core/http'
import SkipProblems from '#erp/actions/skip_problems'
import SyncProblem from '#erp/models/sync_problem'
import { problemIds } from '#erp/queries/problem_groups'
import { skipValidator } from '#erp/validators/sync'

export default class ProblemSkipsController {
  async store({ actor, params, request, response, session, i18n }: HttpContext) {
    const { scope, reason } = await request.validateUsing(skipValidator)
    const problem = await SyncProblem.findOrFail(params.problem_id)
    const count = await new SkipProblems().handle(await problemIds(problem, scope), reason, actor.id)

    session.flash('notice', i18n.t('erp.problems.skipped', { count }))
    return response.redirect().status(303).toPath('/erp/sync')
  }
}
