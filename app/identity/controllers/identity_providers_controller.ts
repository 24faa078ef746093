import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import SaveIdentityProvider from '#identity/actions/save_identity_provider'
import IdentityProvider from '#identity/models/identity_provider'
import { identityProviders, providerPage } from '#identity/queries/identity_providers'
import { identityProviderValidator } from '#identity/validators/identity_provider'
import { callbackAddress } from '#identity/oidc/begin_at_provider'

const ours = { callback: callbackAddress, entrance: `${appUrl.replace(/\/+$/, '')}/launch` }

export default class IdentityProvidersController {
  async index({ view }: HttpContext) {
    return view.render('pages/identity/providers/index', { providers: await identityProviders() })
  }

  async create({ view }: HttpContext) {
    return view.render('pages/identity/providers/create', { ...(await providerPage(null)), ours })
  }

  @inject()
  async store(ctx: HttpContext, save: SaveIdentityProvider) {
    const provider = await save.handle(null, await typed(ctx), ctx.actor)
    return saved(ctx, provider)
  }

  async edit({ params, view }: HttpContext) {
    return view.render('pages/identity/providers/edit', { ...(await providerPage(params.id)), ours })
  }

  @inject()
  async update(ctx: HttpContext, save: SaveIdentityProvider) {
    const { id } = await IdentityProvider.findOrFail(ctx.params.id)
    return saved(ctx, await save.handle(id, await typed(ctx), ctx.actor))
  }
}

async function typed({ request }: HttpContext) {
  const { client_id: clientId, secret: clientSecret = null, targets = '', role_id: roleId = null, ...more } = await request.validateUsing(identityProviderValidator)
  const { name, issuer, is_active: isActive = false, is_offered: isOffered = false, matches_email: matchesEmail = false, provisions = false } = more

  return { name, issuer, clientId, clientSecret, targets, roleId, isActive, isOffered, matchesEmail, provisions }
}

function saved({ response, session, i18n }: HttpContext, { id, name }: IdentityProvider) {
  session.flash('notice', i18n.t('provider.saved', { name }))
  return response.redirect().status(303).toPath(`/identity/providers/${id}/edit`)
}
