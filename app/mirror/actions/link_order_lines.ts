import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'

const ROWS_IN_A_STATEMENT = 500

/** Points delivery lines at the order lines they name, whichever of the two arrived first. */
export default class LinkOrderLines {
  async handle(arrived: 'order' | 'delivery', rowIds: number[], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const side = arrived === 'order' ? 'sales_order_lines.sales_order_id' : 'delivery_lines.delivery_id'

      for (const some of chunks(rowIds, ROWS_IN_A_STATEMENT)) {
        const links: { id: number; order_line_id: number }[] = await inner
          .knexQuery()
          .from('delivery_lines')
          .join('sales_order_lines', (on) =>
            on
              .on('sales_order_lines.connection_id', 'delivery_lines.connection_id')
              .andOn('sales_order_lines.external_id', 'delivery_lines.order_line_external_id')
          )
          .select('delivery_lines.id', 'sales_order_lines.id as order_line_id')
          .whereIn(side, some)
          .where((query) =>
            query
              .whereNull('delivery_lines.sales_order_line_id')
              .orWhereRaw('delivery_lines.sales_order_line_id <> sales_order_lines.id')
          )
        for (const link of links) {
          await inner.knexQuery().from('delivery_lines').where('id', link.id).update({ sales_order_line_id: link.order_line_id })
        }
      }
    })
  }
}
