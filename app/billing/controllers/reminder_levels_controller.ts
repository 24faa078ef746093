import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SaveReminderLevels from '#billing/actions/save_reminder_levels'
import { REMINDER_LANGUAGES, reminderLevels } from '#billing/queries/reminder_levels'
import { levelsOf, levelsValidator } from '#billing/validators/reminders'

export default class ReminderLevelsController {
  async edit({ view }: HttpContext) {
    return view.render('pages/billing/reminders/levels', { levels: await reminderLevels(), languages: REMINDER_LANGUAGES })
  }

  @inject()
  async update({ request, response, session, actor, i18n }: HttpContext, save: SaveReminderLevels) {
    await save.handle(levelsOf(await request.validateUsing(levelsValidator)), actor)

    session.flash('notice', i18n.t('receivables.levels.saved'))
    return response.redirect().status(303).toPath('/billing/reminders/levels')
  }
}
