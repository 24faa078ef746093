import type { HttpContext } from '@adonisjs/core/http'
import CloseMonth from '#billing/actions/close_month'
import ClosedMonth from '#billing/models/closed_month'
import { monthList } from '#billing/queries/month_list'
import AskMonth from '#reporting/actions/ask_month'
import { closingOf } from '#reporting/queries/closing_of'
import { monthValidator, reopenMonthValidator } from '#reporting/validators/unbilled'
import { calendarDate, endOfMonth } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { formatsFor } from '#shared/presentation/formats'

export default class ClosedMonthsController {
  async index({ view, actor }: HttpContext) {
    return view.render('pages/reporting/months/index', { months: await monthList(todayIn(actor.timeZone)) })
  }

  async show({ params, view, actor }: HttpContext) {
    const { month } = params
    const to = endOfMonth(calendarDate(`${month}-01`))
    const [listed] = (await monthList(to)).filter((one) => one.month === month)
    const closing = await closingOf(month)
    const { answer, undertaking } = await new AskMonth().handle(month, actor)
    const isOver = to < todayIn(actor.timeZone)
    const isSettled = answer?.now.differenceLines === 0 && answer.now.refusals === 0
    const mayClose = isOver && !listed.closed && !closing?.isOpen && isSettled && actor.may('month_close', 'close')
    const mayReopen = Boolean(listed.closed) && actor.may('month_close', 'reopen')
    return view.render('pages/reporting/months/show', { ...listed, isOver, to, ...answer, answer, undertaking, closing, mayClose, mayReopen })
  }

  async store({ request, response, session, actor, i18n }: HttpContext) {
    const { month } = await request.validateUsing(monthValidator)
    const { monthName } = formatsFor({ locale: i18n.locale, timeZone: actor.timeZone })
    const isClosed = await new AskMonth().close(month, actor, todayIn(actor.timeZone))
    if (isClosed) session.flash('notice', i18n.t('unbilled.month.closed_now', { month: monthName(month) }))
    return response.redirect().status(303).toPath(`/billing/months/${month}`)
  }

  async destroy({ params, request, response, session, actor, i18n }: HttpContext) {
    const { monthName } = formatsFor({ locale: i18n.locale, timeZone: actor.timeZone })
    const closed = await ClosedMonth.query().where('closedKey', params.month).firstOrFail()
    const { reason } = await request.validateUsing(reopenMonthValidator)
    await new CloseMonth().undo(closed.id, reason, actor)
    session.flash('notice', i18n.t('unbilled.month.reopened_now', { month: monthName(closed.month) }))
    return response.redirect().status(303).toPath(`/billing/months/${closed.month}`)
  }
}
