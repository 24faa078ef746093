import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ReverseStockIssue from '#erp/actions/reverse_stock_issue'
import { reversalValidator } from '#erp/validators/outgoing'

export default class StockReversalsController {
  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, reverse: ReverseStockIssue) {
    const { reason } = await request.validateUsing(reversalValidator)
    const reversal = await reverse.handle(Number(params.issue_id), reason, actor)

    session.flash('notice', i18n.t('outgoing.stock.reversal_sent'))
    return response.redirect().status(303).toPath(`/erp/stock-issues/${reversal.id}`)
  }
}
