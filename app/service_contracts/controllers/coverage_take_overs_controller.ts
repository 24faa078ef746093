import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import TakeOverCoverage from '#service_contracts/actions/take_over_coverage'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { takeOverValidator } from '#service_contracts/validators/coverage'
import { calendarDate } from '#shared/calendar/calendar_date'

export default class CoverageTakeOversController {
  async create({ params, view, actor }: HttpContext) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    const sets = await db.from('coverage_sets').where('published_number', '>', 0).orderBy('name')
    return view.render('pages/service_contracts/coverage/take_over', { contract, sets })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, takeOver: TakeOverCoverage) {
    const contract = await reachableContract(Number(params.id), actor, 'edit')
    const { coverage_set_id: setId, valid_from: from } = await request.validateUsing(takeOverValidator)
    await takeOver.handle(contract.id, setId, calendarDate(from), actor)

    session.flash('notice', i18n.t('coverage.taken_over'))
    return response.redirect().status(303).toPath(`/service-contracts/contracts/${contract.id}`)
  }
}
