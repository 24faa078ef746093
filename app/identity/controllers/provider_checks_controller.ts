import type { HttpContext } from '@adonisjs/core/http'
import IdentityProvider from '#identity/models/identity_provider'
import ProviderClient from '#identity/oidc/provider_client'

export default class ProviderChecksController {
  /** Asks the provider to describe itself, and says whether it did. */
  async store({ params, response, session, i18n }: HttpContext) {
    const provider = await IdentityProvider.findOrFail(params.id)
    try {
      await ProviderClient.of(provider)
      session.flash('notice', i18n.t('provider.answers', { name: provider.name }))
    } catch (error) {
      const { message, cause } = error as Error
      const why = cause instanceof Error ? `${message}: ${cause.message}` : message
      session.flash('error', i18n.t('provider.answers_not', { why: why.slice(0, 200) }))
    }

    return response.redirect().status(303).toPath(`/identity/providers/${provider.id}/edit`)
  }
}
