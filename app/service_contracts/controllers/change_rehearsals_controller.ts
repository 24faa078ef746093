import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { changeRehearsal } from '#service_contracts/queries/change_rehearsal'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { changeRehearsalValidator, eventOf } from '#service_contracts/validators/change'

/** Shows what a dated change would do to the coming bills, and keeps the form as it was filled in. */
export default class ChangeRehearsalsController {
  async store({ params, request, actor, view }: HttpContext) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    const typed = await request.validateUsing(changeRehearsalValidator)
    const asked = { lineId: typed.line_id ?? null, event: eventOf(typed), recordedOn: typed.recorded_on ? calendarDate(typed.recorded_on) : null }
    const rehearsal = await changeRehearsal(contract, asked, todayIn(actor.timeZone))
    const lines = await db.from('contract_lines').where('service_contract_id', contract.id).orderBy('position')
    return view.render('pages/service_contracts/changes/create', { contract, lines, typed, rehearsal })
  }
}
