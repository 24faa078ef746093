import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ApproveBillingRun from '#billing/actions/approve_billing_run'
import { approveRunValidator } from '#billing/validators/run'

export default class RunApprovalsController {
  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, approve: ApproveBillingRun) {
    const { revision, lines } = await request.validateUsing(approveRunValidator)
    const run = await approve.asked(Number(params.id), revision, actor, lines)

    session.flash('notice', i18n.t(run.status === 'approved' ? 'billing.run.approved_now' : 'billing.run.approval_begun'))
    return response.redirect().status(303).toPath(`/billing/runs/${run.id}`)
  }
}
