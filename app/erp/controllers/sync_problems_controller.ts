import type { HttpContext } from '@adonisjs/core/http'
import ErpConnection from '#erp/models/erp_connection'
import SyncProblem from '#erp/models/sync_problem'
import { problemGroup } from '#erp/queries/problem_groups'

const SHOWN = 100

export default class SyncProblemsController {
  async show({ params, view }: HttpContext) {
    const problem = await SyncProblem.findOrFail(params.id)
    const connection = await ErpConnection.findOrFail(problem.connectionId)
    const others = await problemGroup(problem).orderBy('lastSeenAt', 'desc').limit(SHOWN)

    return view.render('pages/erp/sync/problem', { problem, connection, others })
  }
}
