import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ApplyRevaluation from '#service_contracts/actions/apply_revaluation'
import { revaluationApprovalValidator } from '#service_contracts/validators/revaluation'

export default class RevaluationApprovalsController {
  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, apply: ApplyRevaluation) {
    const { revision } = await request.validateUsing(revaluationApprovalValidator)
    await apply.handle(Number(params.id), revision, actor)
    session.flash('notice', i18n.t('service_contracts.revaluation.applied'))
    return response.redirect().status(303).toPath(`/service-contracts/revaluations/${Number(params.id)}`)
  }
}
