import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import ChangeContract from '#service_contracts/actions/change_contract'
import SettleAlert from '#service_contracts/actions/settle_alert'
import { proposedChange } from '#service_contracts/queries/proposed_change'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { feeOf } from '#service_contracts/rules/ending_fee'
import { changeForm } from '#service_contracts/queries/change_form'
import { changeValidator, eventOf } from '#service_contracts/validators/change'

export default class ChangesController {
  /** Also where a form comes back to whose preview was refused. */
  async create({ params, request, session, actor, view }: HttpContext) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    const alertId = Number(request.input('alert', 0))
    const typed = alertId ? await proposedChange(contract.id, alertId, todayIn(actor.timeZone)) : undefined
    return view.render('pages/service_contracts/changes/create', await changeForm(contract, { kind: request.input('kind') ?? session.flashMessages.get('kind'), ...typed }))
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, change: ChangeContract, settle: SettleAlert) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    const asked = await request.validateUsing(changeValidator)
    const agreed = { lineId: asked.line_id ?? null, event: eventOf(asked), reason: asked.reason, fee: feeOf(asked.fee, i18n.t('service_contracts.fee_text', { number: contract.number })) }
    await change.handle(contract.id, agreed, todayIn(actor.timeZone), actor)
    if (asked.alert_id) await settle.handle(contract.id, asked.alert_id, actor)

    session.flash('notice', i18n.t('service_contracts.change_recorded'))
    return response.redirect().status(303).toPath(`/service-contracts/contracts/${contract.id}`)
  }
}
