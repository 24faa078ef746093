import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#shared/clock'
import WriteSandboxOrder from '#erp/actions/write_sandbox_order'
import { answered, ApiAnswer } from '#erp/connectors/sandbox/api/api_answers'
import { typedOrder, typedOrderLine } from '#erp/connectors/sandbox/api/api_orders'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'

export default class SandboxApiOrdersController {
  async store(ctx: HttpContext) {
    return answered(ctx, 'create', async () => {
      const { timeZone } = await sandboxSettings(db.connection())
      const no = await new WriteSandboxOrder().handle(typedOrder(ctx.request.body(), todayIn(timeZone)))
      return { ok: true, no }
    })
  }

  async addLine(ctx: HttpContext) {
    return answered(ctx, 'add_line', async () => {
      await new WriteSandboxOrder().addLine(Number(ctx.params.order_id), typedOrderLine(ctx.request.body()))
      return { ok: true }
    })
  }

  /** 304 when it was confirmed already. */
  async confirm(ctx: HttpContext) {
    return answered(ctx, 'validate', async () => {
      const isNew = await new WriteSandboxOrder().confirm(Number(ctx.params.order_id))
      return isNew ? { ok: true } : new ApiAnswer(304, null)
    })
  }

  async destroy(ctx: HttpContext) {
    return answered(ctx, 'discard', async () => {
      await new WriteSandboxOrder().discard(Number(ctx.params.id))
      return { ok: true }
    })
  }
}
