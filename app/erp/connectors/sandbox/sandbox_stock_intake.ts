import db from '@adonisjs/lucid/services/db'
import type { ErpIntake, ErpStockMove, StockMoveToPost } from '#contracts/erp'
import { todayIn } from '#shared/clock'
import MoveSandboxStock from '#erp/actions/move_sandbox_stock'
import { toStockMove } from '#erp/connectors/sandbox/sandbox_mappers'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'

/** How the sandbox takes issues from stock in, and their reversals. */
export default class SandboxStockIntake implements ErpIntake<StockMoveToPost, ErpStockMove> {
  async find(reference: string): Promise<ErpStockMove[]> {
    const rows = await db.from('sandbox_stock_moves').where({ reference }).orderBy('id')
    return rows.map(toStockMove)
  }

  async post(move: StockMoveToPost): Promise<ErpStockMove> {
    const { timeZone } = await sandboxSettings(db.connection())
    const today = todayIn(timeZone)
    await new MoveSandboxStock().handle({ ...move, reversesId: move.reverses?.id ?? null, movedOn: move.movedOn ?? today }, today)

    return (await this.find(move.reference))[0]
  }
}
