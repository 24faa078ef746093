import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import { recordRefusal } from '#identity/actions/finish_provider_sign_in'
import ProviderRefused from '#identity/errors/provider_refused'
import type IdentityProvider from '#identity/models/identity_provider'
import { providerOfIssuer } from '#identity/queries/identity_providers'
import { allowedTarget } from '#identity/rules/provider_address'
import { beginAtProvider } from '#identity/oidc/begin_at_provider'
import { initiatedSignInValidator } from '#erp/validators/launch_link'

/** Whether the request is an OpenID Connect sign-in begun by somebody else, such as a portal or the ERP. */
export const isInitiated = ({ request }: HttpContext) => typeof request.input('iss') === 'string'

/** Lets the named provider say who comes, if it may open the page it names. */
export async function initiateSignIn(ctx: HttpContext) {
  const { iss, login_hint: hint, target_link_uri: link } = await ctx.request.validateUsing(initiatedSignInValidator)
  return refusing(ctx, async () => {
    const provider = await providerOfIssuer(iss)
    if (!provider) throw new ProviderRefused('provider_unknown', { reason: iss })
    const path = link === undefined ? '/' : allowedTarget(link, appUrl, provider.targets)
    if (path === null) throw new ProviderRefused('target_foreign', { providerId: provider.id, provider: provider.name, reason: link })

    return askQuietly(ctx, provider, path, hint ?? null)
  })
}

/** Asks the provider without showing anything first: whoever is signed in there goes straight through. */
export function askQuietly(ctx: HttpContext, provider: IdentityProvider, path: string, loginHint: string | null) {
  const inFrame = ctx.request.header('sec-fetch-dest') === 'iframe'
  return beginAtProvider(ctx, { provider, path, loginHint, isSilent: true, inFrame, forFrame: false })
}

export async function refusing(ctx: HttpContext, task: () => Promise<unknown>) {
  try {
    return await task()
  } catch (error) {
    if (!(error instanceof ProviderRefused)) throw error
    await recordRefusal(error, ctx.request.ip())
    return ctx.response.status(403).send(await ctx.view.render('pages/identity/oidc/refused', { fault: error.fault }))
  }
}
