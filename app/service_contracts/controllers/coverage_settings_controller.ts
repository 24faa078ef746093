import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SaveCoverageSettings from '#service_contracts/actions/save_coverage_settings'
import { coverageSettings } from '#service_contracts/queries/coverage/coverage_settings'
import { CLASS_ORDER } from '#service_contracts/rules/coverage/coverage_case'
import { coverageSettingsValidator } from '#service_contracts/validators/coverage'

export default class CoverageSettingsController {
  async edit({ view }: HttpContext) {
    return view.render('pages/service_contracts/coverage/settings', { settings: await coverageSettings(), classes: CLASS_ORDER })
  }

  @inject()
  async update({ request, response, session, actor, i18n }: HttpContext, save: SaveCoverageSettings) {
    const chosen = await request.validateUsing(coverageSettingsValidator)
    await save.handle({ classOrder: chosen.class_order, percentOf: chosen.percent_of, reservationDays: chosen.reservation_days }, actor)

    session.flash('notice', i18n.t('coverage.settings_saved'))
    return response.redirect().status(303).toPath('/service-contracts/coverage/settings')
  }
}
