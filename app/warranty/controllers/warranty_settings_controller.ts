import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SaveWarrantySettings from '#warranty/actions/save_warranty_settings'
import { warrantySettings } from '#warranty/queries/warranty_settings'
import { CHECKS, outcomesOf } from '#warranty/rules/check_policy'
import { settingsValidator } from '#warranty/validators/settings'

export default class WarrantySettingsController {
  async edit({ view, actor }: HttpContext) {
    const checks = CHECKS.map((check) => ({ check, outcomes: outcomesOf(check) }))
    return view.render('pages/warranty/settings/edit', { settings: await warrantySettings(), checks, mayEdit: actor.may('warranty_setting', 'edit') })
  }

  @inject()
  async update({ request, response, session, actor, i18n }: HttpContext, save: SaveWarrantySettings) {
    const { deadline_days: days, replacement_days: replacementDays, is_form_open: isOpen, outcomes } = await request.validateUsing(settingsValidator)
    const known = await warrantySettings()
    await save.handle({ deadlineDays: days ?? null, replacementDays: replacementDays ?? null, isFormOpen: isOpen ?? false, outcomes: { ...known.outcomes, ...outcomes } }, actor)

    session.flash('notice', i18n.t('warranty.settings.saved'))
    return response.redirect().status(303).toPath('/warranty/settings')
  }
}
