import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import DeliverSandboxOrder from '#erp/actions/deliver_sandbox_order'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import { sandboxDelivery } from '#erp/queries/sandbox_documents'
import { sandboxDeliveries } from '#erp/queries/sandbox_lists'
import { openLines } from '#erp/queries/sandbox_open_lines'
import { goodsIn } from '#erp/rules/sandbox_goods'
import { sandboxListValidator, sandboxMoveValidator } from '#erp/validators/sandbox'

export default class SandboxDeliveriesController {
  async index({ request, view }: HttpContext) {
    const query = await request.validateUsing(sandboxListValidator)
    return view.render('pages/sandbox/deliveries/index', { query, ...(await sandboxDeliveries(query)) })
  }

  async show({ params, view }: HttpContext) {
    const { timeZone } = await sandboxSettings(db.connection())
    return view.render('pages/sandbox/deliveries/show', {
      ...(await sandboxDelivery(params.id)),
      today: todayIn(timeZone),
    })
  }

  @inject()
  async store({ params, request, response, session, i18n }: HttpContext, deliver: DeliverSandboxOrder) {
    const { on, place, kind } = await request.validateUsing(sandboxMoveValidator)
    const orderId = Number(params.order_id)
    const open = await openLines(db.connection(), orderId)
    const lines = goodsIn(
      request.body(),
      open.map(({ id }) => id)
    ).map(({ id, ...goods }) => ({ orderLineId: id, ...goods }))
    const id = await deliver.handle(orderId, { kind, deliveredOn: calendarDate(on), place: place ?? null, lines })

    session.flash('notice', i18n.t('sandbox.deliveries.delivered'))
    return response.redirect().status(303).toPath(`/sandbox/deliveries/${id}`)
  }
}
