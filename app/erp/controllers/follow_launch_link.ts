import type { HttpContext } from '@adonisjs/core/http'
import OpenLaunchLink from '#erp/actions/open_launch_link'
import LaunchRefused from '#erp/errors/launch_refused'
import { launchProvider } from '#erp/queries/launch_provider'
import { askQuietly, refusing } from '#erp/controllers/initiate_sign_in'
import { launchLinkValidator } from '#erp/validators/launch_link'

/** Whether the request is a plain link of an ERP to one of our screens. */
export const isLink = ({ request }: HttpContext) => request.input('connection') !== undefined

/** Opens the screen for whoever is signed in; others sign in first, by the connection's provider if it has one. */
export async function followLink(ctx: HttpContext) {
  const { actor, request, response, session, view } = ctx
  const [error, wish] = await request.tryValidateUsing(launchLinkValidator)
  if (error) return view.render('pages/erp/launches/refused', { fault: 'context' })

  if (!actor) return signInFirst(ctx, wish.connection)
  const target = wish.entity ? { entity: wish.entity, key: wish.key!, screen: wish.screen ?? ('record' as const) } : null
  try {
    const { path, connectionId, link } = await new OpenLaunchLink().handle(wish.connection, target, actor, request.ip())
    session.put('launch', { connectionId, link, embedded: request.header('sec-fetch-dest') === 'iframe' })
    return response.redirect().status(303).toPath(path)
  } catch (refusal) {
    if (!(refusal instanceof LaunchRefused)) throw refusal
    response.status(403)
    return view.render('pages/erp/launches/refused', { fault: refusal.fault })
  }
}

async function signInFirst(ctx: HttpContext, connectionId: number) {
  const path = ctx.request.url(true)
  const provider = await launchProvider(connectionId)
  if (provider) return refusing(ctx, () => askQuietly(ctx, provider, path, null))

  return ctx.response.redirect().toPath(`/sign-in?return=${encodeURIComponent(path)}`)
}
