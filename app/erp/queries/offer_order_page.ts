import type { Row } from '#shared/records/record_type'
import { linesOf } from '#sales/queries/offer_page'
import { netUnitPrice } from '#sales/rules/line_net'
import { orderingFrom, ordersOfOffer, standingOrder } from '#erp/queries/orders_of_offer'

/** The form by which an accepted offer becomes an order: its lines at their prices after discount, and what stands against it. */
export async function offerOrderPage(offer: Row) {
  const { connection, whyNot } = await orderingFrom(Number(offer.company_id))
  const lines = await linesOf(offer.id)
  return {
    offer,
    connection,
    placed: standingOrder(await ordersOfOffer(offer.id)),
    whyNot: offer.status === 'accepted' ? whyNot : 'offer_not_accepted',
    lines: lines.map((line) => ({ ...line, netPrice: netUnitPrice({ unitPrice: String(line.unit_price), discountPercent: line.discount_percent ? String(line.discount_percent) : null }) })),
    hasWordsOnly: lines.some(({ product_id: product }) => !product),
  }
}
