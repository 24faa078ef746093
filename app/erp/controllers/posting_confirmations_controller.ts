import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ConfirmPosting from '#erp/actions/confirm_posting'
import { confirmationValidator } from '#erp/validators/posting_decision'

export default class PostingConfirmationsController {
  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, confirm: ConfirmPosting) {
    const { number, reason } = await request.validateUsing(confirmationValidator)
    await confirm.handle(params.id, number, reason, actor)

    session.flash('notice', i18n.t('posting.confirmed', { number }))
    return response.redirect().status(303).toPath(`/erp/postings/${params.id}`)
  }
}
