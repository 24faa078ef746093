import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { reachableRow } from '#shared/records/queries/visibility'
import MoveOpportunity from '#sales/actions/move_opportunity'
import { OPPORTUNITY } from '#sales/records/opportunity'
import { LOST_REASONS } from '#sales/rules/opportunity_status'
import { opportunityMoveValidator, opportunityStepValidator } from '#sales/validators/moves'

export default class OpportunityMovesController {
  async create({ params, request, view, actor }: HttpContext) {
    const row = await reachableRow(OPPORTUNITY, Number(params.id), actor, 'edit')
    const { move } = await opportunityMoveValidator.validate(request.qs())
    return view.render('pages/sales/opportunity_moves/create', { row, move, reasons: LOST_REASONS })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, moveOpportunity: MoveOpportunity) {
    const row = await reachableRow(OPPORTUNITY, Number(params.id), actor, 'edit')
    const step = await request.validateUsing(opportunityStepValidator)
    await moveOpportunity.handle(row.id, step, actor)

    session.flash('notice', i18n.t(`sales.opportunity_moves.done.${step.move}`))
    return response.redirect().status(303).toPath(`/sales/opportunities/${row.id}`)
  }
}
