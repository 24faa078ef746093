import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ChangePassword from '#identity/actions/change_password'
import { passwordChangeValidator } from '#identity/validators/sign_in'

export default class ProfilePasswordsController {
  @inject()
  async update({ actor, request, response, session, i18n }: HttpContext, change: ChangePassword) {
    const { current_password: current, password: next } = await request.validateUsing(passwordChangeValidator)
    await change.handle({ userId: actor.id, current, next, ip: request.ip(), sessionId: session.sessionId })

    session.flash('notice', i18n.t('identity.password.is_new'))
    return response.redirect().status(303).toPath('/profile')
  }
}
