import type { OrderToPlace } from '#contracts/erp'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import DocumentNotSendable from '#erp/errors/document_not_sendable'
import { lineAmount } from '#erp/rules/line_amount'

export interface OrderLineInput {
  /** Of our mirror. */
  productId: number
  /** The product's name when empty. */
  description?: string | null
  quantity: string
  unitPrice: string
}

export interface OrderInput {
  orderedOn: CalendarDate | null
  requestedOn: CalendarDate | null
  text: string
  lines: OrderLineInput[]
}

export interface OrderLineRow extends Required<OrderLineInput> {
  description: string
  position: number
  netCents: number
}

/**
 * The lines of an order as they are kept, and the order as the ERP is to have it.
 *
 * @throws {DocumentNotSendable} for an order without lines, or with products of another ERP
 */
export async function orderPayload(
  input: OrderInput,
  { connectionId, customerKey, currency, reference }: { connectionId: number; customerKey: string; currency: string; reference: string },
  trx: Trx
): Promise<{ payload: OrderToPlace; lines: OrderLineRow[] }> {
  if (input.lines.length === 0) throw new DocumentNotSendable('no_lines', {}, 'product_1')
  const products = await trx.from('products').whereIn('id', input.lines.map(({ productId }) => productId))
  const lines = input.lines.map((line, index) => {
    const product = products.find(({ id }) => Number(id) === line.productId)
    if (Number(product?.connection_id) !== connectionId) throw new DocumentNotSendable('other_erp', { product: product?.number ?? '' }, `product_${index + 1}`)
    const description = line.description?.trim() || String(product.name)
    return { key: String(product.external_id), row: { ...line, description, position: index + 1, netCents: lineAmount(line.quantity, line.unitPrice, currency) } }
  })
  const { orderedOn, requestedOn, text } = input

  return {
    lines: lines.map(({ row }) => row),
    payload: {
      ...{ reference, customerId: customerKey, orderedOn, requestedOn, currency, text },
      lines: lines.map(({ key, row: { description, quantity, unitPrice } }) => ({ productId: key, description, quantity, unitPrice })),
    },
  }
}
