import type { ErpDelivery, ErpDeliveryLine } from '#contracts/erp'
import { dateFault, decimalFault, firstFault, partsFault, textFault, wordFault, type Fault } from '#mirror/rules/facts'
import type { Mirroring } from '#mirror/rules/mirroring'

export const DELIVERY_KINDS = ['delivery', 'return', 'loan', 'consignment', 'consumption'] as const

/**
 * Deliveries, returns, loans, consignments and notices of consumption with their lines, serial numbers and lots. The order line is
 * kept by the ERP's identifier and linked when that order is here, before or afterwards.
 */
export const DELIVERY_MIRRORING: Mirroring<ErpDelivery> = {
  table: 'deliveries',

  parents: (delivery) => [
    { entity: 'customer', id: delivery.customerId },
    ...delivery.lines.map((line) => ({ entity: 'product' as const, id: line.productId })),
  ],

  fault: (delivery) =>
    firstFault(
      textFault('number', delivery.number, 64),
      textFault('customer', delivery.customerId, 64),
      wordFault('kind', delivery.kind, DELIVERY_KINDS),
      dateFault('delivery date', delivery.deliveredOn),
      textFault('place', delivery.place, 2_000, true),
      partsFault('lines', delivery.lines, lineFault)
    ),

  facts: (delivery, idOf) => ({
    number: delivery.number,
    kind: delivery.kind,
    customer_id: idOf('customer', delivery.customerId),
    delivered_on: delivery.deliveredOn,
    is_cancelled: delivery.isCancelled,
    place: delivery.place,
  }),

  parts: [
    {
      table: 'delivery_lines',
      parentColumn: 'delivery_id',
      rows: (delivery, idOf, connectionId) =>
        delivery.lines.map((line) => ({
          connection_id: connectionId,
          external_id: line.id,
          position: line.position,
          product_id: idOf('product', line.productId),
          order_line_external_id: line.orderLineId,
          quantity: line.quantity,
          serials: JSON.stringify(line.serials),
          lots: line.lots && line.lots.length > 0 ? JSON.stringify(line.lots.map(({ lot, quantity }) => ({ lot, quantity }))) : null,
        })),
    },
  ],
}

function lineFault(line: ErpDeliveryLine): Fault {
  return firstFault(
    textFault('product', line.productId, 64),
    textFault('order line', line.orderLineId, 64, true),
    decimalFault('quantity', line.quantity),
    ...line.serials.map((serial) => textFault('serial number', serial, 128)),
    ...(line.lots ?? []).flatMap(({ lot, quantity }) => [textFault('lot', lot, 128), decimalFault('quantity of a lot', quantity)])
  )
}
