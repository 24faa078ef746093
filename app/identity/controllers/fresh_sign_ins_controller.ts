import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SignIn from '#identity/actions/sign_in'
import { providersOfPerson } from '#identity/queries/identity_providers'
import { returnPath } from '#identity/rules/return_path'
import { SIGNED_IN_AT } from '#identity/rules/sensitive_permissions'
import { freshSignInValidator } from '#identity/validators/sign_in'

export default class FreshSignInsController {
  /** Asks somebody who came through a frame to show again who they are. */
  async create({ auth, request, view }: HttpContext) {
    const { id, password } = auth.use('web').user!
    const providers = await providersOfPerson(id)
    return view.render('pages/identity/sessions/again', { wish: returnPath(request.input('return')), hasPassword: password !== null, providers })
  }

  @inject()
  async store({ actor, request, response, session, i18n }: HttpContext, signIn: SignIn) {
    const { password, return: wish } = await request.validateUsing(freshSignInValidator)
    await signIn.handle({ email: actor.email, password, ip: request.ip() })
    session.put(SIGNED_IN_AT, Date.now())

    session.flash('notice', i18n.t('provider.again.done'))
    return response.redirect().status(303).toPath(returnPath(wish))
  }
}
