import type { HttpContext } from '@adonisjs/core/http'
import { decisionPage, reachableDecision } from '#service_contracts/queries/coverage/decision_page'

/** A decision on paper. */
export default class CoverageReceiptsController {
  async show({ params, view, actor }: HttpContext) {
    const row = await reachableDecision(Number(params.id), actor)
    return view.render('pages/service_contracts/coverage/receipt', { row, ...(await decisionPage(row, actor)) })
  }
}
