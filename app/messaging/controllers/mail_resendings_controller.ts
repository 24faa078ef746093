import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ResendMail from '#messaging/actions/resend_mail'

export default class MailResendingsController {
  @inject()
  async store({ actor, params, response, session, i18n }: HttpContext, resend: ResendMail) {
    await resend.handle(Number(params.id), actor)

    session.flash('notice', i18n.t('messaging.resent'))
    return response.redirect().status(303).toPath('/messaging/mails')
  }
}
