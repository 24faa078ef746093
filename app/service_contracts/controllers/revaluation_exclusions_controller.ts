import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import DecideRevaluation from '#service_contracts/actions/decide_revaluation'
import { revaluationProposal } from '#service_contracts/queries/revaluation_review'
import { revaluationReasonValidator } from '#service_contracts/validators/revaluation'

export default class RevaluationExclusionsController {
  async create({ params, view }: HttpContext) {
    const proposal = await revaluationProposal(Number(params.id), Number(params.proposal_id))
    return view.render('pages/service_contracts/revaluations/reason', { proposal, step: 'exclusion' })
  }

  @inject()
  async store({ params, request, response }: HttpContext, decide: DecideRevaluation) {
    const { reason } = await request.validateUsing(revaluationReasonValidator)
    await decide.exclude(Number(params.id), Number(params.proposal_id), reason)
    return response.redirect().status(303).toPath(`/service-contracts/revaluations/${Number(params.id)}`)
  }

  @inject()
  async destroy({ params, response }: HttpContext, decide: DecideRevaluation) {
    await decide.include(Number(params.id), Number(params.proposal_id))
    return response.redirect().status(303).toPath(`/service-contracts/revaluations/${Number(params.id)}`)
  }
}
