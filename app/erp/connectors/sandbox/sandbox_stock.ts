import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'

const MAIN_SITE = 1

/** Goods that leave the main site lie there no longer; goods that come back do. Services have no stock. */
export async function moveStock(trx: Trx, lines: { product_id: number; quantity: string }[], sign: 1 | -1): Promise<void> {
  for (const line of lines) {
    const quantity = trx.raw('quantity + ?', [sign * Math.round(Number(line.quantity))])
    await trx
      .from('sandbox_stock')
      .where({ product_id: line.product_id, site_id: MAIN_SITE })
      .update({ quantity, modified_at: sqlInstant(now()) })
  }
}
