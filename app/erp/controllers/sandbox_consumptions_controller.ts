import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import ReturnSandboxGoods from '#erp/actions/return_sandbox_goods'
import { sandboxDelivery } from '#erp/queries/sandbox_documents'
import { goodsIn } from '#erp/rules/sandbox_goods'
import { sandboxMoveValidator } from '#erp/validators/sandbox'

export default class SandboxConsumptionsController {
  @inject()
  async store({ params, request, response, session, i18n }: HttpContext, report: ReturnSandboxGoods) {
    const { on } = await request.validateUsing(sandboxMoveValidator)
    const { delivery, lines } = await sandboxDelivery(params.delivery_id)
    const used = goodsIn(request.body(), lines.map(({ id }) => id)).map(({ id, ...goods }) => ({ deliveryLineId: id, ...goods }))
    const id = await report.handle(delivery.id, { kind: 'consumption', returnedOn: calendarDate(on), lines: used })

    session.flash('notice', i18n.t('sandbox.deliveries.reported'))
    return response.redirect().status(303).toPath(`/sandbox/deliveries/${id}`)
  }
}
