import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SettleAlert from '#service_contracts/actions/settle_alert'
import { reachableContract } from '#service_contracts/queries/reachable_contract'

export default class AlertSettlementsController {
  @inject()
  async store({ params, response, actor }: HttpContext, settle: SettleAlert) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    await settle.handle(contract.id, Number(params.alert_id), actor)
    return response.redirect().status(303).toPath(`/service-contracts/contracts/${contract.id}`)
  }
}
