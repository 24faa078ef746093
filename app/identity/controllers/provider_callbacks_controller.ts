import type { HttpContext } from '@adonisjs/core/http'
import { countAttempt } from '#identity/limits'
import FinishProviderSignIn from '#identity/actions/finish_provider_sign_in'
import ProviderRefused from '#identity/errors/provider_refused'
import IdentityProvider from '#identity/models/identity_provider'
import { frameEntryAddress } from '#identity/oidc/frame_entry'
import { takeAttempt, type SignInAttempt, type SignInAttempts } from '#identity/rules/sign_in_attempt'
import { ATTEMPTS, beginAtProvider, callbackAddress } from '#identity/oidc/begin_at_provider'
import { beginSession } from '#identity/controllers/begin_session'

export default class ProviderCallbacksController {
  /** Where a provider sends the browser back to; each state counts once. */
  async show(ctx: HttpContext) {
    const { request, response, session, view } = ctx
    const state = request.input('state')
    if (typeof state !== 'string') return response.redirect().toPath('/sign-in')
    const { attempt, others } = takeAttempt((session.get(ATTEMPTS) ?? {}) as SignInAttempts, state, Date.now())
    session.put(ATTEMPTS, others)
    const callback = new URL(`${callbackAddress}?${request.parsedUrl.query ?? ''}`)
    try {
      const user = await new FinishProviderSignIn().handle({ callback, state, attempt, ip: request.ip() })
      if (!user) return await this.askThePerson(ctx, attempt!)
      if (attempt!.forFrame) {
        return view.render('pages/identity/oidc/handed_over', { entry: frameEntryAddress(user.id, attempt!.path), path: attempt!.path })
      }
      await beginSession(ctx, user)
      return response.redirect().status(303).toPath(attempt!.path)
    } catch (error) {
      if (!(error instanceof ProviderRefused)) throw error
      await countAttempt('token_refused', request.ip())
      return response.status(403).send(await view.render('pages/identity/oidc/refused', { fault: error.fault }))
    }
  }

  /** A provider shows no page inside a frame, so there the person goes on in a window. */
  private async askThePerson(ctx: HttpContext, attempt: SignInAttempt) {
    const provider = await IdentityProvider.findOrFail(attempt.providerId)
    const { path, loginHint } = attempt
    if (attempt.inFrame) return ctx.view.render('pages/identity/oidc/framed', { provider, path })

    return beginAtProvider(ctx, { provider, path, loginHint, isSilent: false, inFrame: false, forFrame: attempt.forFrame })
  }
}
