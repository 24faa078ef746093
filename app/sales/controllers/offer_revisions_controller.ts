import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { reachableRow } from '#shared/records/queries/visibility'
import ReviseOffer from '#sales/actions/revise_offer'
import { OFFER } from '#sales/records/offer'

export default class OfferRevisionsController {
  @inject()
  async store({ params, response, session, actor, i18n }: HttpContext, revise: ReviseOffer) {
    const row = await reachableRow(OFFER, Number(params.id), actor, 'edit')
    const id = await revise.handle(row.id, actor)

    session.flash('notice', i18n.t('sales.revision.made', { number: String(row.number) }))
    return response.redirect().status(303).toPath(`/sales/offers/${id}`)
  }
}
