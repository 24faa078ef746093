import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import PublishCoverageSet from '#service_contracts/actions/publish_coverage_set'
import { contractsWithSet } from '#service_contracts/queries/coverage/contracts_with_set'
import { rehearsalOfSet } from '#service_contracts/queries/coverage/rehearsal_of_set'
import { publicationValidator } from '#service_contracts/validators/coverage'
import { calendarDate } from '#shared/calendar/calendar_date'

export default class CoveragePublicationsController {
  async create({ params, view }: HttpContext) {
    const set = await db.from('coverage_sets').where('id', Number(params.id)).firstOrFail()
    const contracts = await contractsWithSet(set.id, db.connection())
    const rehearsal = await rehearsalOfSet(set.id, db.connection())
    return view.render('pages/service_contracts/coverage/publication', { set, rehearsal, contractCount: contracts.length })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, publish: PublishCoverageSet) {
    const { reason, apply_from: from } = await request.validateUsing(publicationValidator)
    const number = await publish.handle(Number(params.id), { reason, applyFrom: from ? calendarDate(from) : null }, actor)

    session.flash('notice', i18n.t('coverage.published', { number }))
    return response.redirect().status(303).toPath(`/service-contracts/coverage-sets/${params.id}`)
  }
}
