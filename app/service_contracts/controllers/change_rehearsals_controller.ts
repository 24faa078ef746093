import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { changeRehearsal } from '#service_contracts/queries/change_rehearsal'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { changeForm } from '#service_contracts/queries/change_form'
import { feeOf } from '#service_contracts/rules/ending_fee'
import { changeRehearsalValidator, eventOf } from '#service_contracts/validators/change'

/** Shows what a dated change would do to the coming bills, and keeps the form as it was filled in. */
export default class ChangeRehearsalsController {
  async store({ params, request, actor, i18n, view }: HttpContext) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    const typed = await request.validateUsing(changeRehearsalValidator)
    const asked = { lineId: typed.line_id ?? null, event: eventOf(typed), recordedOn: typed.recorded_on ? calendarDate(typed.recorded_on) : null, fee: feeOf(typed.fee, i18n.t('service_contracts.fee_text', { number: contract.number })) }
    const rehearsal = await changeRehearsal(contract, asked, todayIn(actor.timeZone))
    return view.render('pages/service_contracts/changes/create', { ...(await changeForm(contract, typed)), rehearsal })
  }
}
