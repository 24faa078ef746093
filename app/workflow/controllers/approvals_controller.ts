import type { HttpContext } from '@adonisjs/core/http'
import { approvalPage } from '#workflow/queries/approval_page'
import { decidedBy, stepsFor } from '#workflow/queries/approvals_for'

export default class ApprovalsController {
  async index({ actor, view }: HttpContext) {
    const [steps, decided] = await Promise.all([stepsFor(actor), decidedBy(actor)])
    return view.render('pages/workflow/approvals/index', { steps, decided })
  }

  async show({ params, actor, view }: HttpContext) {
    return view.render('pages/workflow/approvals/show', await approvalPage(Number(params.id), actor))
  }
}
