import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import DeactivateUser from '#identity/actions/deactivate_user'
import ReactivateUser from '#identity/actions/reactivate_user'

export default class UserDeactivationsController {
  @inject()
  async store({ actor, params, response, session, i18n }: HttpContext, deactivate: DeactivateUser) {
    const user = await deactivate.handle(params.id, actor)

    session.flash('notice', i18n.t('identity.users.deactivated', { name: user.fullName }))
    return response.redirect().status(303).toPath('/identity/users')
  }

  @inject()
  async destroy({ actor, params, response, session, i18n }: HttpContext, reactivate: ReactivateUser) {
    const user = await reactivate.handle(params.id, actor)

    session.flash('notice', i18n.t('identity.users.reactivated', { name: user.fullName }))
    return response.redirect().status(303).toPath('/identity/users')
  }
}
