import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import DecideRegistration from '#warranty/actions/decide_registration'
import { reachableRow } from '#shared/records/queries/visibility'
import { registrationPanel } from '#warranty/queries/registration_panel'
import { WARRANTY_REGISTRATION } from '#warranty/records/warranty_registration'
import { decisionKindValidator, decisionValidator } from '#warranty/validators/decision'

export default class DecisionsController {
  async create({ params, request, view, actor }: HttpContext) {
    const row = await reachableRow(WARRANTY_REGISTRATION, Number(params.id), actor, 'view')
    const { decision } = await decisionKindValidator.validate(request.qs())
    return view.render('pages/warranty/decisions/create', { row, decision, ...(await registrationPanel(row, actor)) })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, decide: DecideRegistration) {
    const row = await reachableRow(WARRANTY_REGISTRATION, Number(params.id), actor, 'view')
    await decide.handle(row.id, await request.validateUsing(decisionValidator), actor)

    session.flash('notice', i18n.t('warranty.decisions.done'))
    return response.redirect().status(303).toPath(`/warranty/registrations/${row.id}`)
  }
}
