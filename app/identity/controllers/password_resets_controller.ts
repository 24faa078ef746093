import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { now } from '#shared/clock'
import ResetPassword from '#identity/actions/reset_password'
import { openPasswordReset } from '#identity/queries/open_password_reset'
import { resetValidator } from '#identity/validators/sign_in'

export default class PasswordResetsController {
  async edit({ params, response, view }: HttpContext) {
    response.header('Referrer-Policy', 'same-origin').header('Cache-Control', 'no-store')
    const reset = await openPasswordReset(params.token, now())
    if (!reset?.user.isActive) {
      return response.status(404).send(await view.render('pages/identity/password_resets/spent'))
    }

    return view.render('pages/identity/password_resets/edit', { token: params.token, user: reset.user })
  }

  @inject()
  async update({ params, request, response, session, i18n }: HttpContext, reset: ResetPassword) {
    const { password } = await request.validateUsing(resetValidator)
    await reset.handle({ token: params.token, password, ip: request.ip() })

    session.flash('notice', i18n.t('identity.password.is_new'))
    return response.redirect().status(303).toPath('/sign-in')
  }
}
