import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import TakeLastStep from '#service_contracts/actions/take_last_step'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { lastStepValidator } from '#service_contracts/validators/activation'

export default class LastStepsController {
  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, take: TakeLastStep) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    const { step, reason } = await request.validateUsing(lastStepValidator)
    await take.handle(contract, step, reason, actor)

    session.flash('notice', i18n.t(`signing.last.done.${step}`, { number: String(contract.number) }))
    return response.redirect().status(303).toPath(`/service-contracts/contracts/${contract.id}?part=signing`)
  }
}
