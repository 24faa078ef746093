import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { Actor } from '#shared/actor'
import { Forbidden } from '#shared/errors/forbidden'
import { reachableRow } from '#shared/records/queries/visibility'
import MoveClaim from '#warranty/actions/move_claim'
import { claimMovePage } from '#warranty/queries/claim_move_page'
import { WARRANTY_CLAIM } from '#warranty/records/warranty_claim'
import { DECIDING, type ClaimMove } from '#warranty/rules/claim_status'
import { claimMoveValidator, claimStepValidator } from '#warranty/validators/claim'

export default class ClaimMovesController {
  async create({ params, request, view, actor }: HttpContext) {
    const row = await reachableRow(WARRANTY_CLAIM, Number(params.id), actor, 'edit')
    const { move } = await claimMoveValidator.validate(request.qs())
    this.refuseDeciding(move, actor)
    return view.render('pages/warranty/claim_moves/create', await claimMovePage(row, move))
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, moveClaim: MoveClaim) {
    const row = await reachableRow(WARRANTY_CLAIM, Number(params.id), actor, 'edit')
    const { move, reason, allowed } = await request.validateUsing(claimStepValidator)
    this.refuseDeciding(move, actor)
    await moveClaim.handle(row.id, { move, reason: reason ?? null, allowed }, actor)

    session.flash('notice', i18n.t('warranty.claim_moves.done'))
    return response.redirect().status(303).toPath(`/warranty/claims/${row.id}`)
  }

  private refuseDeciding(move: ClaimMove, actor: Actor) {
    if (DECIDING.includes(move) && !actor.may('warranty_claim', 'decide')) throw new Forbidden('warranty_claim.decide')
  }
}
