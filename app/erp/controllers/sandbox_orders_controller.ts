import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import EnterSandboxOrder from '#erp/actions/enter_sandbox_order'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import { sandboxCustomer, sandboxOrder } from '#erp/queries/sandbox_documents'
import { sandboxOrders } from '#erp/queries/sandbox_lists'
import { ORDER_LINES, sandboxListValidator, sandboxOrderValidator } from '#erp/validators/sandbox'

export default class SandboxOrdersController {
  async index({ request, view }: HttpContext) {
    const query = await request.validateUsing(sandboxListValidator)
    return view.render('pages/sandbox/orders/index', { query, ...(await sandboxOrders(query)) })
  }

  async create({ request, view }: HttpContext) {
    const { customer } = await sandboxCustomer(Number(request.input('customer_id')))
    const products = await db.from('sandbox_products').where('is_active', true).orderBy('number')
    const { timeZone } = await sandboxSettings(db.connection())

    return view.render('pages/sandbox/orders/create', {
      customer,
      products,
      lines: ORDER_LINES,
      today: todayIn(timeZone),
    })
  }

  @inject()
  async store({ request, response, session, i18n }: HttpContext, enter: EnterSandboxOrder) {
    const typed: Record<string, any> = await request.validateUsing(sandboxOrderValidator)
    const id = await enter.handle({
      customerId: typed.customer_id,
      orderedOn: calendarDate(typed.ordered_on),
      requestedOn: typed.requested_on ? calendarDate(typed.requested_on) : null,
      customerReference: typed.customer_reference ?? null,
      lines: ORDER_LINES.filter((line) => typed[`product_${line}`]).map((line) => ({
        productId: typed[`product_${line}`],
        quantity: typed[`quantity_${line}`] ?? '1',
        unitPrice: typed[`price_${line}`] ?? null,
      })),
    })

    session.flash('notice', i18n.t('sandbox.saved'))
    return response.redirect().status(303).toPath(`/sandbox/orders/${id}`)
  }

  async show({ params, view }: HttpContext) {
    const { timeZone } = await sandboxSettings(db.connection())
    return view.render('pages/sandbox/orders/show', { ...(await sandboxOrder(params.id)), today: todayIn(timeZone) })
  }
}
