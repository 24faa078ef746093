import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { calendarDate } from '#shared/calendar/calendar_date'
import RedatePosting from '#erp/actions/redate_posting'
import { newDateValidator } from '#erp/validators/posting_decision'

export default class PostingDatesController {
  @inject()
  async update({ actor, params, request, response, session, i18n }: HttpContext, redate: RedatePosting) {
    const { issued_on: issuedOn, reason } = await request.validateUsing(newDateValidator)
    await redate.handle(params.id, calendarDate(issuedOn), reason, actor)

    session.flash('notice', i18n.t('posting.redated'))
    return response.redirect().status(303).toPath(`/erp/postings/${params.id}`)
  }
}
