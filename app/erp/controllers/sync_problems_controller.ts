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

    return view.render('pages/erp/sync/problem', { problem, connection, others, given: readable(problem.sample), understood: readable(problem.mapped) })
  }
}

/** Payloads were shortened when they were kept, so one may end in the middle. */
function readable(payload: string | null): string | null {
  if (payload === null) return null
  try {
    return JSON.stringify(JSON.parse(payload), null, 2)
  } catch {
    return payload
  }
}
