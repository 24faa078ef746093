import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { reachableRow } from '#shared/records/queries/visibility'
import MoveOffer from '#sales/actions/move_offer'
import { OFFER } from '#sales/records/offer'
import { REJECT_REASONS } from '#sales/rules/offer_status'
import { offerMoveValidator, offerStepValidator } from '#sales/validators/moves'

export default class OfferMovesController {
  async create({ params, request, view, actor }: HttpContext) {
    const row = await reachableRow(OFFER, Number(params.id), actor, 'edit')
    const { move } = await offerMoveValidator.validate(request.qs())
    return view.render('pages/sales/offer_moves/create', { row, move, reasons: REJECT_REASONS })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, moveOffer: MoveOffer) {
    const row = await reachableRow(OFFER, Number(params.id), actor, 'edit')
    const { customer_reference: customerReference, ...step } = await request.validateUsing(offerStepValidator)
    await moveOffer.handle(row.id, { ...step, customerReference }, actor)

    session.flash('notice', i18n.t(`sales.offer_moves.done.${step.move}`))
    return response.redirect().status(303).toPath(`/sales/offers/${row.id}`)
  }
}
