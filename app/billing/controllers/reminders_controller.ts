import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { todayIn } from '#shared/clock'
import SendReminders from '#billing/actions/send_reminders'
import { erpFreshness } from '#billing/queries/erp_freshness'
import { reminderLevels } from '#billing/queries/reminder_levels'
import { reminderProposals } from '#billing/queries/reminder_proposals'
import { sendRemindersValidator } from '#billing/validators/reminders'

export default class RemindersController {
  async index({ view, actor }: HttpContext) {
    const companies = await reminderProposals(todayIn(actor.timeZone))
    const due = companies.filter(({ invoices }) => invoices.some(({ level }) => level !== null))
    const others = companies.filter((one) => !due.includes(one))
    return view.render('pages/billing/reminders/index', { due, others, levels: await reminderLevels(), asOf: await erpFreshness() })
  }

  @inject()
  async store({ request, response, session, actor, i18n }: HttpContext, send: SendReminders) {
    const { invoices } = await request.validateUsing(sendRemindersValidator)
    const count = await send.handle(invoices ?? [], actor, todayIn(actor.timeZone))

    session.flash('notice', i18n.t('receivables.reminders.sent_now', { count }))
    return response.redirect().status(303).toPath('/billing/reminders')
  }
}
