import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SaveRenewalSettings from '#service_contracts/actions/save_renewal_settings'
import { renewalSettings } from '#service_contracts/queries/renewal_settings'
import { renewalSettingsValidator } from '#service_contracts/validators/renewal'

export default class RenewalSettingsController {
  async edit({ view }: HttpContext) {
    return view.render('pages/service_contracts/renewals/settings', { settings: await renewalSettings() })
  }

  @inject()
  async update({ request, response, session, i18n, actor }: HttpContext, save: SaveRenewalSettings) {
    const chosen = await request.validateUsing(renewalSettingsValidator)
    await save.handle({ alertDays: chosen.alert_days, writesReminders: chosen.writes_reminders ?? false }, actor)
    session.flash('notice', i18n.t('renewal.settings.saved'))
    return response.redirect().status(303).toPath('/service-contracts/renewals/settings')
  }
}
