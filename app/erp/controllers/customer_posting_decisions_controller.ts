import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import DecideDelivery, { type Decision } from '#shared/outbox/actions/decide_delivery'
import ConfirmCustomer from '#erp/actions/confirm_customer'
import { customerPostingPage } from '#erp/queries/customer_postings'
import { customerConfirmationValidator } from '#erp/validators/bindings'

export default class CustomerPostingDecisionsController {
  async lookUp(ctx: HttpContext) {
    return this.decide(ctx, 'look_up_asked')
  }

  async retry(ctx: HttpContext) {
    return this.decide(ctx, 'retried')
  }

  async withdraw(ctx: HttpContext) {
    return this.decide(ctx, 'withdrawn')
  }

  @inject()
  async confirm({ actor, params, request, response, session, i18n }: HttpContext, confirm: ConfirmCustomer) {
    const { message } = await customerPostingPage(params.id)
    const { key, reason } = await request.validateUsing(customerConfirmationValidator)
    await confirm.handle(message.id, key, reason, actor)

    session.flash('notice', i18n.t('bindings.postings.decided'))
    return response.redirect().status(303).toPath(`/erp/customer-postings/${message.id}`)
  }

  private async decide({ actor, params, response, session, i18n }: HttpContext, decision: Decision) {
    const { message } = await customerPostingPage(params.id)
    await new DecideDelivery().handle(message.id, decision, { actor })

    session.flash('notice', i18n.t('bindings.postings.decided'))
    return response.redirect().status(303).toPath(`/erp/customer-postings/${message.id}`)
  }
}
