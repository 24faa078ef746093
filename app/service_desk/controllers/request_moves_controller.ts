import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { reachableRow } from '#shared/records/queries/visibility'
import MoveRequest from '#service_desk/actions/move_request'
import { requestMovePage } from '#service_desk/queries/request_move_page'
import { SERVICE_REQUEST } from '#service_desk/records/service_request'
import { requestMoveValidator, requestStepValidator } from '#service_desk/validators/request'

export default class RequestMovesController {
  async create({ params, request, view, actor }: HttpContext) {
    const row = await reachableRow(SERVICE_REQUEST, Number(params.id), actor, 'work')
    const { move } = await requestMoveValidator.validate(request.qs())
    return view.render('pages/service_desk/request_moves/create', await requestMovePage(row, move))
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, moveRequest: MoveRequest) {
    const row = await reachableRow(SERVICE_REQUEST, Number(params.id), actor, 'work')
    const { move, reason, assignee_id: assigneeId, waiting_for: waitingFor } = await request.validateUsing(requestStepValidator)
    await moveRequest.handle(row.id, { move, reason, assigneeId, waitingFor }, actor)

    session.flash('notice', i18n.t(`service_desk.moves.done.${move}`))
    return response.redirect().status(303).toPath(`/service-desk/requests/${row.id}`)
  }
}
