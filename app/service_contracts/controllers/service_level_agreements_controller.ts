import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import AgreeServiceLevel from '#service_contracts/actions/agree_service_level'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { currentServiceLevel } from '#service_contracts/queries/service_levels'
import { serviceLevelAgreementValidator } from '#service_contracts/validators/service_levels'

export default class ServiceLevelAgreementsController {
  async create({ params, view, actor }: HttpContext) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    const levels = await db.from('service_levels').where('is_active', true).orderBy('name')
    const today = todayIn(actor.timeZone)
    const from = contract.status === 'draft' || String(contract.starts_on) > today ? contract.starts_on : today
    return view.render('pages/service_contracts/service_levels/create', { contract, levels, from })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, agree: AgreeServiceLevel) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    const { service_level_id: levelId, valid_from: from, reason } = await request.validateUsing(serviceLevelAgreementValidator)
    const terms = await currentServiceLevel(levelId ?? null, db.connection())
    await agree.handle(contract.id, { terms, validFrom: calendarDate(from), reason: reason ?? null }, actor)

    session.flash('notice', i18n.t('service_levels.agreed'))
    return response.redirect().status(303).toPath(`/service-contracts/contracts/${contract.id}`)
  }
}
