import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import ConsumePoints from '#points/actions/consume_points'
import type { Entered } from '#points/actions/point_book'
import ReverseConsumption from '#points/actions/reverse_consumption'
import { reachableAccount } from '#points/queries/reachable_account'
import { parsePoints, pointsText } from '#points/rules/points'
import { apiConsumptionValidator, apiReversalValidator, askedByApi, keyOfReference } from '#points/validators/api'

/** Points used up and given back by programs: each call carries a reference, and is booked once under it. */
export default class ApiBookingsController {
  @inject()
  async consume({ params, request, response, actor }: HttpContext, consume: ConsumePoints) {
    const account = await reachableAccount(Number(params.id), actor)
    const asked = await request.validateUsing(apiConsumptionValidator)
    const entered = await consume.handle(account.id, askedByApi(asked), actor, todayIn(actor.timeZone))
    return this.answer(response, asked.reference, entered)
  }

  @inject()
  async reverse({ params, request, response, actor }: HttpContext, reverse: ReverseConsumption) {
    const account = await reachableAccount(Number(params.id), actor)
    const { reference, of, points, reason } = await request.validateUsing(apiReversalValidator)
    const asked = { key: keyOfReference(reference), of: keyOfReference(of), points: points ? parsePoints(points) : null, reason }
    return this.answer(response, reference, await reverse.handle(account.id, asked, actor, todayIn(actor.timeZone)))
  }

  private answer(response: HttpContext['response'], reference: string, { no, outcome, change, invoiced, balance }: Entered) {
    response.status(outcome === 'repeated' ? 200 : 201)
    return { data: { no, reference, outcome, points: pointsText(change), invoiced: pointsText(invoiced), balance: pointsText(balance) } }
  }
}
