import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { formatsFor } from '#shared/presentation/formats'
import KeepProof from '#service_contracts/actions/keep_proof'
import RecordNotice from '#service_contracts/actions/record_notice'
import { contractNotice } from '#service_contracts/queries/contract_notices'
import { noticePreview } from '#service_contracts/queries/notice_preview'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { noticeOf } from '#service_contracts/validators/notice'
import { noticeValidator } from '#service_contracts/validators/renewal'

export default class NoticesController {
  async create({ params, actor, view }: HttpContext) {
    const contract = await reachableContract(Number(params.id), actor, 'view')
    const typed = { given_by: 'customer', channel: 'letter', received_on: todayIn(actor.timeZone) }
    return view.render('pages/service_contracts/notices/create', { contract, typed, mayOverride: actor.may('contract_notice', 'override') })
  }

  /** Shows what the notice would do, and keeps the form as it was filled in. */
  async preview({ params, request, actor, view }: HttpContext) {
    const contract = await reachableContract(Number(params.id), actor, 'view')
    const typed = await request.validateUsing(noticeValidator)
    const effectiveOn = typed.effective_on ? calendarDate(typed.effective_on) : null
    const preview = await noticePreview(contract, calendarDate(typed.received_on), effectiveOn, todayIn(actor.timeZone))
    return view.render('pages/service_contracts/notices/create', { contract, typed, preview, mayOverride: actor.may('contract_notice', 'override') })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, record: RecordNotice, keep: KeepProof) {
    const contract = await reachableContract(Number(params.id), actor, 'view')
    const typed = await request.validateUsing(noticeValidator)
    const noticeId = await record.handle(contract.id, noticeOf(typed), todayIn(actor.timeZone), actor)
    const { day } = formatsFor({ locale: i18n.locale, timeZone: actor.timeZone })
    if (typed.proof) await keep.handle(contract.id, typed.proof, i18n.t('renewal.notice.proof_title', { day: day(typed.received_on) }), actor)

    const { effective_on: effectiveOn } = await contractNotice(contract.id, noticeId)
    session.flash('notice', i18n.t('renewal.notice.recorded', { last: day(addDays(effectiveOn, -1)) }))
    return response.redirect().status(303).toPath(`/service-contracts/contracts/${contract.id}?part=renewal`)
  }
}
