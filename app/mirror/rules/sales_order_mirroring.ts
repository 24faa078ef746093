import type { ErpOrder, ErpOrderLine } from '#contracts/erp'
import { currencyFault, dateFault, decimalFault, firstFault, partsFault, textFault, wordFault } from '#mirror/rules/facts'
import type { Mirroring, ParentReference } from '#mirror/rules/mirroring'

export const ORDER_STATES = ['draft', 'confirmed', 'done', 'cancelled'] as const

/** Sales orders with their lines. */
export const SALES_ORDER_MIRRORING: Mirroring<ErpOrder> = {
  table: 'sales_orders',

  parents: (order) => [
    { entity: 'customer', id: order.customerId },
    ...order.lines.flatMap((line): ParentReference[] => (line.productId === null ? [] : [{ entity: 'product', id: line.productId }])),
  ],

  fault: (order) =>
    firstFault(
      textFault('number', order.number, 64),
      textFault('customer', order.customerId, 64),
      order.orderedOn === null ? null : dateFault('order date', order.orderedOn),
      wordFault('state', order.state, ORDER_STATES),
      currencyFault('currency', order.currency),
      textFault('customer reference', order.customerReference, 255, true),
      partsFault('lines', order.lines, lineFault)
    ),

  facts: (order, idOf) => ({
    number: order.number,
    customer_id: idOf('customer', order.customerId),
    ordered_on: order.orderedOn,
    state: order.state,
    currency: order.currency,
    customer_reference: order.customerReference,
  }),

  parts: [
    {
      table: 'sales_order_lines',
      parentColumn: 'sales_order_id',
      rows: (order, idOf, connectionId) =>
        order.lines.map((line) => ({
          connection_id: connectionId,
          external_id: line.id,
          position: line.position,
          product_id: line.productId === null ? null : idOf('product', line.productId),
          description: line.description,
          quantity: line.quantity,
          unit_price: line.unitPrice,
          is_cancelled: line.isCancelled,
          expected_on: line.expectedOn ?? null,
        })),
    },
  ],
}

const lineFault = (line: ErpOrderLine) =>
  firstFault(
    textFault('description', line.description, 10_000, true),
    decimalFault('quantity', line.quantity),
    decimalFault('unit price', line.unitPrice),
    line.expectedOn ? dateFault('expected date', line.expectedOn) : null
  )
