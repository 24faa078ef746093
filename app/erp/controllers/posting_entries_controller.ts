import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { sendSheet } from '#shared/spreadsheets/send_sheet'
import OutboxMessage from '#shared/outbox/outbox_message'
import DeclinePosting from '#erp/actions/decline_posting'
import { handEntrySheet } from '#erp/queries/hand_entry'
import { reasonValidator } from '#erp/validators/posting_decision'

export default class PostingEntriesController {
  /** What to enter in the ERP, as a file. */
  async show(ctx: HttpContext) {
    const { reference } = await OutboxMessage.findOrFail(ctx.params.id)
    return sendSheet(ctx, reference, handEntrySheet(ctx.params.id, (key) => ctx.i18n.t(key)))
  }

  /** It was not entered. */
  @inject()
  async destroy({ actor, params, request, response, session, i18n }: HttpContext, decline: DeclinePosting) {
    const { reason } = await request.validateUsing(reasonValidator)
    await decline.handle(params.id, reason, actor)

    session.flash('notice', i18n.t('posting.by_hand.declined'))
    return response.redirect().status(303).toPath(`/erp/postings/${params.id}`)
  }
}
