import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SettleCoverage, { type Settlement } from '#service_contracts/actions/settle_coverage'
import { reachableDecision } from '#service_contracts/queries/coverage/decision_page'

export default class CoverageSettlementsController {
  @inject()
  async store(ctx: HttpContext, settle: SettleCoverage) {
    return this.settle(ctx, settle, 'committed')
  }

  @inject()
  async destroy(ctx: HttpContext, settle: SettleCoverage) {
    return this.settle(ctx, settle, 'released')
  }

  private async settle({ params, response, session, actor, i18n }: HttpContext, settle: SettleCoverage, settlement: Settlement) {
    const decision = await reachableDecision(Number(params.id), actor)
    await settle.handle(decision.id, settlement, { source: 'screen', id: actor.id, name: actor.name })

    session.flash('notice', i18n.t(`coverage.settled.${settlement}`))
    return response.redirect().status(303).toPath(`/service-contracts/coverage/decisions/${decision.id}`)
  }
}
