import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { reachableRow } from '#shared/records/queries/visibility'
import TakeBackWork from '#service_desk/actions/take_back_work'
import { SERVICE_REQUEST } from '#service_desk/records/service_request'
import { workReasonValidator } from '#service_desk/validators/request'

export default class WorkWithdrawalsController {
  async create({ params, view, actor }: HttpContext) {
    const row = await reachableRow(SERVICE_REQUEST, Number(params.id), actor, 'approve')
    return view.render('pages/service_desk/work_withdrawals/create', { row })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, takeBack: TakeBackWork) {
    const row = await reachableRow(SERVICE_REQUEST, Number(params.id), actor, 'approve')
    const { reason } = await request.validateUsing(workReasonValidator)
    await takeBack.handle(row.id, reason ?? '', actor)

    session.flash('notice', i18n.t('service_desk.approval.taken_back'))
    return response.redirect().status(303).toPath(`/service-desk/requests/${row.id}`)
  }
}
