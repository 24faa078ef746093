import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { reachableRow } from '#shared/records/queries/visibility'
import { OFFER } from '#sales/records/offer'
import OrderOffer from '#erp/actions/order_offer'
import { offerOrderPage } from '#erp/queries/offer_order_page'
import { orderingFrom } from '#erp/queries/orders_of_offer'
import { offerOrderValidator, typedProducts } from '#erp/validators/offer_order'

export default class OfferOrdersController {
  async create({ actor, params, view }: HttpContext) {
    const offer = await reachableRow(OFFER, Number(params.offer_id), actor, 'view')
    return view.render('pages/erp/offer_orders/create', await offerOrderPage(offer))
  }

  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, place: OrderOffer) {
    const offer = await reachableRow(OFFER, Number(params.offer_id), actor, 'view')
    const { requested_on: requestedOn, products } = await request.validateUsing(offerOrderValidator)
    const { connection } = await orderingFrom(Number(offer.company_id))
    const decimals = connection?.description?.capabilities.unitPriceDecimals ?? 0
    const order = await place.handle(offer.id, { requestedOn: requestedOn ? calendarDate(requestedOn) : null, products: typedProducts(products), decimals }, actor)

    session.flash('notice', i18n.t('outgoing.orders.sent', { reference: order.reference }))
    return response.redirect().status(303).toPath(`/sales/offers/${offer.id}`)
  }
}
