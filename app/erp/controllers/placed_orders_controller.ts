import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import QueueErpOrder from '#erp/actions/queue_erp_order'
import MendErpOrder from '#erp/actions/mend_erp_order'
import { ORDER } from '#erp/outbox/document_delivery'
import { OUTGOING_STATES, outgoingCounts } from '#erp/queries/outgoing_documents'
import { placedOrderPage, placedOrdersIn } from '#erp/queries/placed_orders'
import { formLines } from '#erp/rules/order_lines'
import { reachableCompany } from '#erp/queries/reachable_company'
import { orderFormValidator, outgoingFilterValidator, typedOrder } from '#erp/validators/outgoing'

const PAGES = 'pages/erp/placed_orders'

export default class PlacedOrdersController {
  async index({ request, view }: HttpContext) {
    const { state, before } = await outgoingFilterValidator.validate(request.qs())
    const counts = await outgoingCounts(ORDER)
    const shown = state ?? OUTGOING_STATES.find((one) => counts[one]) ?? 'done'
    return view.render(`${PAGES}/index`, { ...(await placedOrdersIn(shown, before)), counts, shown, states: OUTGOING_STATES })
  }

  async create({ actor, params, view }: HttpContext) {
    const company = await reachableCompany(Number(params.company_id), actor)
    return view.render(`${PAGES}/form`, { company, order: null, lines: formLines() })
  }

  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, place: QueueErpOrder) {
    const company = await reachableCompany(Number(params.company_id), actor)
    const input = typedOrder(await request.validateUsing(orderFormValidator))
    const order = await place.handle({ ...input, companyId: company.id, source: { type: 'company', id: company.id } }, actor)

    session.flash('notice', i18n.t('outgoing.orders.sent', { reference: order.reference }))
    return response.redirect().status(303).toPath(`/crm/companies/${company.id}`)
  }

  async show({ params, view }: HttpContext) {
    return view.render(`${PAGES}/show`, await placedOrderPage(Number(params.id)))
  }

  async edit({ params, view }: HttpContext) {
    const { order, company } = await placedOrderPage(Number(params.id))
    return view.render(`${PAGES}/form`, { company, order, lines: formLines(order.lines.length) })
  }

  @inject()
  async update({ actor, params, request, response, session, i18n }: HttpContext, mend: MendErpOrder) {
    await mend.handle(Number(params.id), typedOrder(await request.validateUsing(orderFormValidator)), actor)

    session.flash('notice', i18n.t('outgoing.mended'))
    return response.redirect().status(303).toPath(`/erp/placed-orders/${params.id}`)
  }
}
