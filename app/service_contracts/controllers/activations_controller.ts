import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ActivateContract from '#service_contracts/actions/activate_contract'
import { reachableContract } from '#service_contracts/queries/reachable_contract'

export default class ActivationsController {
  @inject()
  async store({ params, response, session, actor, i18n }: HttpContext, activate: ActivateContract) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    await activate.handle(contract.id, actor)

    session.flash('notice', i18n.t('service_contracts.activated', { number: String(contract.number) }))
    return response.redirect().status(303).toPath(`/service-contracts/contracts/${contract.id}`)
  }
}
