import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ActivateContracts from '#service_contracts/actions/activate_contracts'
import { draftsByIds, draftsOfList } from '#service_contracts/queries/drafts_to_activate'
import { draftActivationValidator } from '#service_contracts/validators/activation'

export default class DraftActivationsController {
  /** The drafts of the list whose address was taken along, with what keeps each from coming into force. */
  async create({ request, actor, view }: HttpContext) {
    return view.render('pages/service_contracts/activations/create', { ...(await draftsOfList(request.qs(), actor)), back: new URLSearchParams(request.qs()).toString() })
  }

  @inject()
  async store({ request, response, session, actor, i18n }: HttpContext, activate: ActivateContracts) {
    const { chosen = [], back } = await request.validateUsing(draftActivationValidator)
    const drafts = await draftsByIds(chosen, actor)
    const { done, refused } = await activate.handle(drafts.map(({ id }) => Number(id)), actor)

    session.flash('notice', i18n.t('service_contracts.activations.done', { count: done }))
    if (refused.length > 0) session.flash('error', i18n.t('service_contracts.activations.refused', { count: refused.length, reason: i18n.t(refused[0].error.key) }))
    return response.redirect().status(303).toPath(`/service-contracts/activations/new${back ? `?${back}` : ''}`)
  }
}
