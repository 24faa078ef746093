import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import ExcludeFromReminders from '#billing/actions/exclude_from_reminders'
import { exclusionValidator } from '#billing/validators/reminders'

export default class ReminderExclusionsController {
  async create({ params, view }: HttpContext) {
    const invoice = await db.from('erp_invoices').where('id', Number(params.invoice_id)).firstOrFail()
    return view.render('pages/billing/reminders/exclude', { invoice })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, exclude: ExcludeFromReminders) {
    const { kind, reason, until } = await request.validateUsing(exclusionValidator)
    const made = { kind, reason, until: until ? calendarDate(until) : null }
    await exclude.handle(Number(params.invoice_id), made, actor, todayIn(actor.timeZone))

    session.flash('notice', i18n.t('receivables.exclusion.made'))
    return response.redirect().status(303).toPath('/billing/reminders')
  }

  @inject()
  async destroy({ params, response, session, actor, i18n }: HttpContext, exclude: ExcludeFromReminders) {
    await exclude.undo(Number(params.invoice_id), actor)

    session.flash('notice', i18n.t('receivables.exclusion.lifted'))
    return response.redirect().status(303).toPath('/billing/reminders')
  }
}
