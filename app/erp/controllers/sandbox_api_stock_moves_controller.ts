import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#shared/clock'
import MoveSandboxStock from '#erp/actions/move_sandbox_stock'
import { answered } from '#erp/connectors/sandbox/api/api_answers'
import { typedStockMove } from '#erp/connectors/sandbox/api/api_orders'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'

export default class SandboxApiStockMovesController {
  async store(ctx: HttpContext) {
    return answered(ctx, 'create', async () => {
      const { timeZone } = await sandboxSettings(db.connection())
      const today = todayIn(timeZone)
      const no = await new MoveSandboxStock().handle(typedStockMove(ctx.request.body(), today), today)
      return { ok: true, no }
    })
  }
}
