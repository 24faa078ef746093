import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import BeginProviderSignIn, { type WantedSignIn } from '#identity/actions/begin_provider_sign_in'
import { withAttempt, type SignInAttempts } from '#identity/rules/sign_in_attempt'

/** Where the attempts of a session are kept. */
export const ATTEMPTS = 'oidc'

export const callbackAddress = `${appUrl.replace(/\/+$/, '')}/oidc/callback`

/** Sends the browser to the provider, and remembers in the session what is to come back. */
export async function beginAtProvider({ response, session }: HttpContext, wanted: Omit<WantedSignIn, 'redirectUri'>) {
  const { state, attempt, address } = await new BeginProviderSignIn().handle({ ...wanted, redirectUri: callbackAddress })
  session.put(ATTEMPTS, withAttempt((session.get(ATTEMPTS) ?? {}) as SignInAttempts, state, attempt))

  return response.redirect().status(303).toPath(address)
}
