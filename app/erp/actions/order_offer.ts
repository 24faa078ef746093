import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import { linesOf } from '#sales/queries/offer_page'
import { netUnitPrice } from '#sales/rules/line_net'
import DocumentNotSendable from '#erp/errors/document_not_sendable'
import QueueErpOrder from '#erp/actions/queue_erp_order'
import type PlacedOrder from '#erp/models/placed_order'
import { OFFER_SOURCE, ordersOfOffer, standingOrder } from '#erp/queries/orders_of_offer'
import { MOST_LINES } from '#erp/rules/order_lines'
import { orderPrice } from '#erp/rules/order_price'

interface Asked {
  requestedOn: CalendarDate | null
  /** Our products for the lines that name none, by the id of the line. */
  products: Record<string, number>
  /** How many decimals a unit price may have in the ERP. */
  decimals: number
}

/** Orders in the ERP what a customer accepted: once, however often it is asked for. */
export default class OrderOffer {
  /** @throws {DocumentNotSendable} */
  async handle(offerId: number, { requestedOn, products, decimals }: Asked, by: { id: number | null; name: string }, trx?: Trx): Promise<PlacedOrder> {
    return within(trx, async (inner) => {
      const offer: Row = await inner.from('offers').where('id', offerId).forUpdate().firstOrFail()
      if (offer.status !== 'accepted') throw new DocumentNotSendable('offer_not_accepted')
      const orders = await ordersOfOffer(offerId, inner)
      const standing = standingOrder(orders)
      if (standing) return standing.order

      const currency = String(offer.currency)
      const offered = await linesOf(offerId, inner)
      if (offered.length > MOST_LINES) throw new DocumentNotSendable('too_many_lines', { most: MOST_LINES })
      const lines = offered.map((line) => this.lineToOrder(line, products, decimals, currency))
      const text = [offer.number, offer.customer_reference].filter(Boolean).join(' · ')
      const source = { source: { type: OFFER_SOURCE, id: offerId }, sourceKey: `${OFFER_SOURCE}:${offerId}:${orders.length + 1}` }
      return new QueueErpOrder().handle({ ...source, companyId: Number(offer.company_id), currency, orderedOn: null, requestedOn, text, lines }, by, inner)
    })
  }

  private lineToOrder(line: Row, products: Record<string, number>, decimals: number, currency: string) {
    const productId = Number(line.product_id ?? products[line.id])
    if (!productId) throw new DocumentNotSendable('line_without_product', { line: String(line.description) }, `products.line_${line.id}`)
    const quantity = String(line.quantity)
    const discountPercent = line.discount_percent ? String(line.discount_percent) : null
    const unitPrice = orderPrice({ quantity, unitPrice: netUnitPrice({ unitPrice: String(line.unit_price), discountPercent }), netCents: Number(line.net_cents) }, decimals, currency)
    if (unitPrice === null) throw new DocumentNotSendable('price_too_fine', { line: String(line.description), decimals })
    return { productId, description: String(line.description), quantity, unitPrice }
  }
}
