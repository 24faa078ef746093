import type { HttpContext } from '@adonisjs/core/http'
import type { Decision } from '#shared/outbox/actions/decide_delivery'
import DecideDocument from '#erp/actions/decide_document'
import { outgoingConfirmationValidator } from '#erp/validators/outgoing'

/** What a person decides about an order or a stock issue that stopped; `kind` names which of them the address is about. */
export default class DocumentDecisionsController {
  async lookUp(ctx: HttpContext) {
    return this.decide(ctx, 'look_up_asked')
  }

  async retry(ctx: HttpContext) {
    return this.decide(ctx, 'retried')
  }

  async withdraw(ctx: HttpContext) {
    return this.decide(ctx, 'withdrawn')
  }

  async confirm(ctx: HttpContext) {
    const { number, reason } = await ctx.request.validateUsing(outgoingConfirmationValidator)
    return this.decide(ctx, 'confirmed', { number, reason })
  }

  private async decide({ actor, params, request, response, session, i18n }: HttpContext, decision: Decision, said?: { number: string; reason: string }) {
    const list = request.url().split('/')[2] as 'placed-orders' | 'stock-issues'
    await new DecideDocument().handle(list, Number(params.id), decision, actor, said)

    session.flash('notice', i18n.t('outgoing.decided'))
    return response.redirect().status(303).toPath(`/erp/${list}/${params.id}`)
  }
}
