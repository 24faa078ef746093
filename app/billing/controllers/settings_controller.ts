import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SaveBillingSettings from '#billing/actions/save_billing_settings'
import { billingSettings } from '#billing/queries/billing_settings'
import { billingSettingsValidator } from '#billing/validators/run'

export default class SettingsController {
  async edit({ view }: HttpContext) {
    return view.render('pages/billing/settings/edit', { settings: await billingSettings() })
  }

  @inject()
  async update({ request, response, session, actor, i18n }: HttpContext, save: SaveBillingSettings) {
    const chosen = await request.validateUsing(billingSettingsValidator)
    await save.handle(
      {
        allowsOwnApproval: chosen.allows_own_approval ?? false,
        anomalyPercent: chosen.anomaly_percent,
        lateDays: chosen.late_days ?? 45,
        priceAgeMonths: chosen.price_age_months ?? null,
        flagsFirst: chosen.flags_first ?? false,
        flagsMissingTax: chosen.flags_missing_tax ?? false,
        flagsBlocked: chosen.flags_blocked ?? false,
        closedMonths: chosen.closed_months ?? 'redirect',
        workers: chosen.workers ?? 1,
      },
      actor
    )
    session.flash('notice', i18n.t('billing.settings.saved'))
    return response.redirect().status(303).toPath('/billing/settings')
  }
}
