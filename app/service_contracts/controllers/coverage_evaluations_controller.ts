import type { HttpContext } from '@adonisjs/core/http'
import { dryRun } from '#service_contracts/queries/coverage/check_page'
import { reachableDecision, replayOf } from '#service_contracts/queries/coverage/decision_page'
import { refuseUnreachable } from '#service_contracts/queries/coverage/reachable_question'
import { coverageEvaluationValidator, evaluationQuestion } from '#service_contracts/validators/coverage'

/** Coverage in the API: asking never writes. */
export default class CoverageEvaluationsController {
  async store({ request, actor }: HttpContext) {
    const question = evaluationQuestion(await request.validateUsing(coverageEvaluationValidator))
    await refuseUnreachable(question, actor)
    const { request: inputs, decision } = await dryRun(question)
    return { data: { decision, inputs } }
  }

  async show({ params, actor }: HttpContext) {
    const row = await reachableDecision(Number(params.id), actor)
    const { isIdentical, fingerprint, engineNow } = replayOf(row)
    return {
      data: {
        id: row.id,
        number: row.number,
        status: row.status,
        engine: row.engine,
        decision: JSON.parse(String(row.decision)),
        inputs: JSON.parse(String(row.inputs)),
        replay: { is_identical: isIdentical, sha256: fingerprint, engine: engineNow },
      },
    }
  }
}
