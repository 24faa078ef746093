import type { HttpContext } from '@adonisjs/core/http'
import { recordRefusal } from '#identity/actions/finish_provider_sign_in'
import ProviderRefused from '#identity/errors/provider_refused'
import IdentityProvider from '#identity/models/identity_provider'
import { returnPath } from '#identity/rules/return_path'
import { beginAtProvider } from '#identity/oidc/begin_at_provider'

export default class ProviderSignInsController {
  /** The button of the sign-in page, and of the page that a frame shows. */
  async show(ctx: HttpContext) {
    const { params, request, response, view } = ctx
    const provider = await IdentityProvider.query().where({ id: params.provider_id, isActive: true }).firstOrFail()
    const forFrame = request.input('frame') !== undefined
    const wish = { path: returnPath(request.input('return')), isSilent: false, inFrame: false, forFrame, loginHint: null }
    try {
      return await beginAtProvider(ctx, { provider, ...wish, isFresh: request.input('again') !== undefined })
    } catch (error) {
      if (!(error instanceof ProviderRefused)) throw error
      await recordRefusal(error, request.ip())
      return response.status(503).send(await view.render('pages/identity/oidc/refused', { fault: error.fault }))
    }
  }
}
