import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import ConsumePoints from '#points/actions/consume_points'
import { reachableAccount } from '#points/queries/reachable_account'
import { pointsText } from '#points/rules/points'
import { consumptionValidator, requestOf } from '#points/validators/ledger'

export default class ConsumptionsController {
  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, consume: ConsumePoints) {
    const account = await reachableAccount(Number(params.id), actor)
    const asked = await request.validateUsing(consumptionValidator)
    const { request: name, ...done } = requestOf(asked)
    const entered = await consume.handle(account.id, { key: asked.key, request: name, asks: { ...done, customer: null } }, actor, todayIn(actor.timeZone))

    session.flash('notice', i18n.t('points.tryout.booked', { points: pointsText(-entered.change) }))
    return response.redirect().status(303).toPath(`/points/accounts/${account.id}/ledger`)
  }
}
