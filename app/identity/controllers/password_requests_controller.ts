import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import AskPasswordReset from '#identity/actions/ask_password_reset'
import { resetRequestValidator } from '#identity/validators/sign_in'

export default class PasswordRequestsController {
  async create({ view }: HttpContext) {
    return view.render('pages/identity/password_requests/create')
  }

  @inject()
  async store({ request, response, session, i18n }: HttpContext, ask: AskPasswordReset) {
    const { email } = await request.validateUsing(resetRequestValidator)
    await ask.handle({ email, ip: request.ip() })

    session.flash('notice', i18n.t('identity.password.mail_on_its_way', { email }))
    return response.redirect().status(303).toPath('/sign-in')
  }
}
