import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import ExcludeCharge from '#billing/actions/exclude_charge'
import { excludeChargeValidator } from '#billing/validators/run'

export default class RunExclusionsController {
  async create({ params, view }: HttpContext) {
    const charge = await db.from('charges').where({ id: Number(params.charge_id), billing_run_id: Number(params.id) }).firstOrFail()
    return view.render('pages/billing/runs/exclude', { charge, runId: Number(params.id) })
  }

  @inject()
  async store({ params, request, response, session, i18n }: HttpContext, exclude: ExcludeCharge) {
    const { reason } = await request.validateUsing(excludeChargeValidator)
    await exclude.handle(Number(params.id), Number(params.charge_id), reason)

    session.flash('notice', i18n.t('billing.run.line_excluded'))
    return response.redirect().status(303).toPath(`/billing/runs/${Number(params.id)}`)
  }

  @inject()
  async destroy({ params, response, session, i18n }: HttpContext, exclude: ExcludeCharge) {
    await exclude.undo(Number(params.id), Number(params.charge_id))

    session.flash('notice', i18n.t('billing.run.line_included'))
    return response.redirect().status(303).toPath(`/billing/runs/${Number(params.id)}`)
  }
}
