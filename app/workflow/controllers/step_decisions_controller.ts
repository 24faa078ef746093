import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import DecideStep from '#workflow/actions/decide_step'
import { approvalPage } from '#workflow/queries/approval_page'
import { stepDecisionValidator } from '#workflow/validators/approval'

export default class StepDecisionsController {
  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, decide: DecideStep) {
    const { approval } = await approvalPage(Number(params.id), actor)
    const { decision, reason } = await request.validateUsing(stepDecisionValidator)
    await decide.handle(approval.id, Number(params.step_id), { decision, reason: reason ?? null }, actor)

    session.flash('notice', i18n.t(`workflow.decided.${decision}`, { title: approval.title }))
    return response.redirect().status(303).toPath('/approvals')
  }
}
