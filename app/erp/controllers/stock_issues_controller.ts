import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { reachableItem } from '#installed_base/queries/reachable_item'
import MendStockIssue from '#erp/actions/mend_stock_issue'
import QueueStockIssue from '#erp/actions/queue_stock_issue'
import { STOCK_MOVE } from '#erp/outbox/document_delivery'
import { OUTGOING_STATES, outgoingCounts } from '#erp/queries/outgoing_documents'
import { issuingSites, ON_ITEM, stockIssuePage, stockIssuesIn } from '#erp/queries/stock_issues'
import { outgoingFilterValidator, stockIssueValidator, typedPart } from '#erp/validators/outgoing'

const PAGES = 'pages/erp/stock_issues'

export default class StockIssuesController {
  async index({ request, view }: HttpContext) {
    const { state, before } = await outgoingFilterValidator.validate(request.qs())
    const counts = await outgoingCounts(STOCK_MOVE)
    const shown = state ?? OUTGOING_STATES.find((one) => counts[one]) ?? 'done'
    return view.render(`${PAGES}/index`, { ...(await stockIssuesIn(shown, before)), counts, shown, states: OUTGOING_STATES })
  }

  async create({ actor, params, view }: HttpContext) {
    const item = await reachableItem(Number(params.item_id), actor)
    return view.render(`${PAGES}/form`, { item, issue: null, ...(await issuingSites()) })
  }

  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, issue: QueueStockIssue) {
    const item = await reachableItem(Number(params.item_id), actor)
    const part = typedPart(await request.validateUsing(stockIssueValidator))
    await issue.handle({ ...part, subject: { type: ON_ITEM, id: item.id }, companyId: Number(item.company_id) }, actor)

    session.flash('notice', i18n.t('outgoing.stock.sent'))
    return response.redirect().status(303).toPath(`/installed-base/items/${item.id}`)
  }

  async show({ params, view }: HttpContext) {
    return view.render(`${PAGES}/show`, await stockIssuePage(Number(params.id)))
  }

  async edit({ params, view }: HttpContext) {
    const { issue, item } = await stockIssuePage(Number(params.id))
    return view.render(`${PAGES}/form`, { item, issue, ...(await issuingSites()) })
  }

  @inject()
  async update({ actor, params, request, response, session, i18n }: HttpContext, mend: MendStockIssue) {
    await mend.handle(Number(params.id), typedPart(await request.validateUsing(stockIssueValidator)), actor)

    session.flash('notice', i18n.t('outgoing.mended'))
    return response.redirect().status(303).toPath(`/erp/stock-issues/${params.id}`)
  }
}
