import type { HttpContext } from '@adonisjs/core/http'
import { sendPdf } from '#shared/pdf/send_pdf'
import { reachableRow } from '#shared/records/queries/visibility'
import { offerPaper } from '#sales/queries/offer_paper'
import { OFFER } from '#sales/records/offer'

export default class OfferPrintsController {
  async show(ctx: HttpContext) {
    const offer = await reachableRow(OFFER, Number(ctx.params.id), ctx.actor, 'view')
    return sendPdf(ctx, await offerPaper(offer, ctx.i18n.locale), String(offer.number))
  }
}
