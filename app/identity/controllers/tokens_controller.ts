import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import encryption from '@adonisjs/core/services/encryption'
import CreateToken from '#identity/actions/create_token'
import RevokeToken from '#identity/actions/revoke_token'
import { tokenList } from '#identity/queries/tokens'
import { tokenValidator } from '#identity/validators/token'

export default class TokensController {
  async index({ actor, session, view }: HttpContext) {
    const made = session.flashMessages.get('made_token')
    const tokens = await tokenList(actor)

    return view.render('pages/identity/tokens/index', { tokens, made: made && encryption.decrypt<string>(made) })
  }

  @inject()
  async store({ actor, request, response, session }: HttpContext, create: CreateToken) {
    const { name, access, valid_for_days: validForDays } = await request.validateUsing(tokenValidator)
    const token = await create.handle({ name, access, validForDays }, actor, request.ip())

    session.flash('made_token', encryption.encrypt(token, '10 mins'))
    return response.redirect().status(303).toPath('/identity/tokens')
  }

  @inject()
  async destroy({ actor, params, request, response, session, i18n }: HttpContext, revoke: RevokeToken) {
    await revoke.handle(params.id, actor, request.ip())

    session.flash('notice', i18n.t('identity.tokens.revoked'))
    return response.redirect().status(303).toPath('/identity/tokens')
  }
}
