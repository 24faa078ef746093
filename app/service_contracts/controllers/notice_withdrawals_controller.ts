import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import WithdrawNotice from '#service_contracts/actions/withdraw_notice'
import { contractNotice } from '#service_contracts/queries/contract_notices'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { withdrawalValidator } from '#service_contracts/validators/renewal'

export default class NoticeWithdrawalsController {
  async create({ params, actor, view }: HttpContext) {
    const contract = await reachableContract(Number(params.id), actor, 'view')
    const notice = await contractNotice(contract.id, Number(params.notice_id))
    return view.render('pages/service_contracts/notices/withdrawal', { contract, notice })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, withdraw: WithdrawNotice) {
    const contract = await reachableContract(Number(params.id), actor, 'view')
    const { reason } = await request.validateUsing(withdrawalValidator)
    await withdraw.handle(contract.id, Number(params.notice_id), reason, todayIn(actor.timeZone), actor)
    session.flash('notice', i18n.t('renewal.notice.withdrawn'))
    return response.redirect().status(303).toPath(`/service-contracts/contracts/${contract.id}?part=renewal`)
  }
}
