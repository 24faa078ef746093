import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SettleCoverage, { type Settlement } from '#service_contracts/actions/settle_coverage'
import { reachableDecision } from '#service_contracts/queries/coverage/decision_page'
import { doneLines, workDoneValidator } from '#service_contracts/validators/coverage'
import type { DoneLine } from '#service_contracts/rules/coverage/work_done'

export default class CoverageSettlementsController {
  @inject()
  async store(ctx: HttpContext, settle: SettleCoverage) {
    const { currency } = await reachableDecision(Number(ctx.params.id), ctx.actor)
    const { lines } = await ctx.request.validateUsing(workDoneValidator, { data: { ...ctx.request.body(), currency } })
    return this.settle(ctx, settle, 'committed', lines ? doneLines(lines) : null)
  }

  @inject()
  async destroy(ctx: HttpContext, settle: SettleCoverage) {
    return this.settle(ctx, settle, 'released', null)
  }

  private async settle({ params, response, session, actor, i18n }: HttpContext, settle: SettleCoverage, settlement: Settlement, done: DoneLine[] | null) {
    const decision = await reachableDecision(Number(params.id), actor)
    await settle.handle(decision.id, settlement, { source: 'screen', id: actor.id, name: actor.name }, undefined, done)

    session.flash('notice', i18n.t(`coverage.settled.${settlement}`))
    return response.redirect().status(303).toPath(`/service-contracts/coverage/decisions/${decision.id}`)
  }
}
