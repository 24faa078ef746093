import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import ReturnSandboxGoods from '#erp/actions/return_sandbox_goods'
import { sandboxDelivery } from '#erp/queries/sandbox_documents'
import { goodsIn } from '#erp/rules/sandbox_goods'
import { sandboxMoveValidator } from '#erp/validators/sandbox'

export default class SandboxReturnsController {
  @inject()
  async store({ params, request, response, session, i18n }: HttpContext, takeBack: ReturnSandboxGoods) {
    const { on } = await request.validateUsing(sandboxMoveValidator)
    const delivered = await sandboxDelivery(params.delivery_id)
    const coming = goodsIn(
      request.body(),
      delivered.lines.map(({ id }) => id)
    )
    const lines = coming.map(({ id, ...goods }) => ({ deliveryLineId: id, ...goods }))
    const id = await takeBack.handle(delivered.delivery.id, { returnedOn: calendarDate(on), lines })

    session.flash('notice', i18n.t('sandbox.deliveries.returned'))
    return response.redirect().status(303).toPath(`/sandbox/deliveries/${id}`)
  }
}
