import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { reachableRow } from '#shared/records/queries/visibility'
import ApproveWork from '#service_desk/actions/approve_work'
import { workLines, workOutcome } from '#service_desk/queries/work_outcome'
import { SERVICE_REQUEST } from '#service_desk/records/service_request'
import { workApprovalValidator } from '#service_desk/validators/request'

export default class WorkApprovalsController {
  async create({ params, view, actor }: HttpContext) {
    const row = await reachableRow(SERVICE_REQUEST, Number(params.id), actor, 'approve')
    const outcome = row.work_state === 'reported' ? await workOutcome(row, await workLines(row.id)) : null
    return view.render('pages/service_desk/work_approvals/create', { row, outcome })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, approve: ApproveWork) {
    const row = await reachableRow(SERVICE_REQUEST, Number(params.id), actor, 'approve')
    const { seen } = await request.validateUsing(workApprovalValidator)
    await approve.handle(row.id, seen, actor)

    session.flash('notice', i18n.t('service_desk.approval.done'))
    return response.redirect().status(303).toPath(`/service-desk/requests/${row.id}`)
  }
}
