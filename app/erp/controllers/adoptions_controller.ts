import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ConfirmAdoption from '#crm/actions/confirm_adoption'
import RejectAdoption from '#crm/actions/reject_adoption'
import UndoAdoption from '#crm/actions/undo_adoption'
import { adoptionList } from '#erp/queries/adoption_list'
import { adoptionFilterValidator, adoptionUndoValidator } from '#erp/validators/bindings'

export default class AdoptionsController {
  async index({ request, view }: HttpContext) {
    const { state = 'open' } = await adoptionFilterValidator.validate(request.qs())
    return view.render('pages/erp/adoptions/index', { ...(await adoptionList(state)), states: ['open', 'confirmed', 'rejected', 'undone'] })
  }

  @inject()
  async confirm({ actor, params, response, session, i18n }: HttpContext, confirm: ConfirmAdoption) {
    const companyId = await confirm.handle(params.id, actor)

    session.flash('notice', i18n.t('bindings.adoptions.confirmed'))
    return response.redirect().status(303).toPath(`/crm/companies/${companyId}`)
  }

  @inject()
  async reject({ actor, params, response, session, i18n }: HttpContext, reject: RejectAdoption) {
    await reject.handle(params.id, actor)

    session.flash('notice', i18n.t('bindings.adoptions.rejected'))
    return response.redirect().status(303).toPath('/erp/adoptions')
  }

  @inject()
  async undo({ actor, params, request, response, session, i18n }: HttpContext, undo: UndoAdoption) {
    const { reason } = await request.validateUsing(adoptionUndoValidator)
    const companyId = await undo.handle(params.id, reason, actor)

    session.flash('notice', i18n.t('bindings.adoptions.undone'))
    return response.redirect().status(303).toPath(`/crm/companies/${companyId}`)
  }
}
