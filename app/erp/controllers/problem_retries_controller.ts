import type { HttpContext } from '@adonisjs/core/http'
import { dispatch } from '#shared/queue/queue'
import { retryRecords } from '#erp/jobs/retry_records'
import SyncProblem from '#erp/models/sync_problem'
import { problemIds } from '#erp/queries/problem_groups'
import { retryValidator } from '#erp/validators/sync'

export default class ProblemRetriesController {
  async store({ params, request, response, session, i18n }: HttpContext) {
    const { scope } = await request.validateUsing(retryValidator)
    const problem = await SyncProblem.findOrFail(params.problem_id)
    const ids = await problemIds(problem, scope)
    await dispatch(retryRecords, { connectionId: problem.connectionId, ids })

    session.flash('notice', i18n.t('erp.problems.retried', { count: ids.length }))
    return response.redirect().status(303).toPath('/erp/sync')
  }
}
