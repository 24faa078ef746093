import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import { parseMoney } from '#shared/money/money'
import OutboxMessage from '#shared/outbox/outbox_message'
import ConfirmPosting from '#erp/actions/confirm_posting'
import { confirmationValidator } from '#erp/validators/posting_decision'

export default class PostingConfirmationsController {
  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, confirm: ConfirmPosting) {
    const { number, reason, issued_on: issuedOn, due_on: dueOn, total } = await request.validateUsing(confirmationValidator)
    const { payload } = await OutboxMessage.findOrFail(params.id)
    await confirm.handle(params.id, number, reason, actor, {
      ...(issuedOn ? { issuedOn: calendarDate(issuedOn) } : {}),
      ...(dueOn ? { dueOn: calendarDate(dueOn) } : {}),
      ...(total ? { totalCents: parseMoney(total.replace(',', '.'), String(payload.currency)) } : {}),
    })

    session.flash('notice', i18n.t('posting.confirmed', { number }))
    return response.redirect().status(303).toPath(`/erp/postings/${params.id}`)
  }
}
