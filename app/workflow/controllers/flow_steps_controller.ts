import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import AddFlowStep from '#workflow/actions/add_flow_step'
import RemoveFlowStep from '#workflow/actions/remove_flow_step'
import { flowStepValidator } from '#workflow/validators/approval'

export default class FlowStepsController {
  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, add: AddFlowStep) {
    const step = await request.validateUsing(flowStepValidator)
    const deciders = { groupId: step.group_id ?? null, roleId: step.role_id ?? null }
    await add.handle(Number(params.id), { name: step.name, ...deciders, amountAbove: step.amount_above ?? null }, actor)

    session.flash('notice', i18n.t('workflow.step_added'))
    return response.redirect().status(303).toPath(`/workflow/approval-flows/${params.id}`)
  }

  @inject()
  async destroy({ params, response, session, actor, i18n }: HttpContext, remove: RemoveFlowStep) {
    await remove.handle(Number(params.id), Number(params.step_id), actor)

    session.flash('notice', i18n.t('workflow.step_removed'))
    return response.redirect().status(303).toPath(`/workflow/approval-flows/${params.id}`)
  }
}
