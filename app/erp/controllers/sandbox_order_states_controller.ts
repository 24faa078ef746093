import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import MoveSandboxOrder from '#erp/actions/move_sandbox_order'

export default class SandboxOrderStatesController {
  @inject()
  async store({ params, response, session, i18n }: HttpContext, move: MoveSandboxOrder) {
    await move.handle(Number(params.order_id), 'confirmed')

    session.flash('notice', i18n.t('sandbox.orders.confirmed'))
    return response.redirect().status(303).toPath(`/sandbox/orders/${params.order_id}`)
  }

  @inject()
  async destroy({ params, response, session, i18n }: HttpContext, move: MoveSandboxOrder) {
    await move.handle(Number(params.order_id), 'cancelled')

    session.flash('notice', i18n.t('sandbox.orders.cancelled'))
    return response.redirect().status(303).toPath(`/sandbox/orders/${params.order_id}`)
  }
}
