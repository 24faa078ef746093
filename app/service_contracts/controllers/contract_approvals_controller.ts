import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import WithdrawApproval from '#workflow/actions/withdraw_approval'
import AskContractApproval from '#service_contracts/actions/ask_contract_approval'
import { reachableContract } from '#service_contracts/queries/reachable_contract'

export default class ContractApprovalsController {
  @inject()
  async store({ params, response, session, actor, i18n }: HttpContext, ask: AskContractApproval) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    await ask.handle(contract.id, actor)

    session.flash('notice', i18n.t('signing.asked'))
    return response.redirect().status(303).toPath(`/service-contracts/contracts/${contract.id}?part=signing`)
  }

  @inject()
  async destroy({ params, response, session, actor, i18n }: HttpContext, withdraw: WithdrawApproval) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    await withdraw.handle('service_contract', contract.id, actor)

    session.flash('notice', i18n.t('signing.withdrawn'))
    return response.redirect().status(303).toPath(`/service-contracts/contracts/${contract.id}?part=signing`)
  }
}
