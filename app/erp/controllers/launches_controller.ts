import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import { countAttempt } from '#identity/limits'
import OpenLaunch from '#erp/actions/open_launch'
import LaunchRefused from '#erp/errors/launch_refused'
import { arrivalAddress } from '#erp/own_window'
import { beginLaunched } from '#erp/controllers/begin_launched'
import { followLink, isLink } from '#erp/controllers/follow_launch_link'
import { initiateSignIn, isInitiated } from '#erp/controllers/initiate_sign_in'
import { ticketValidator } from '#erp/validators/launch'

export default class LaunchesController {
  /** A link of the ERP, a sign-in begun elsewhere, or a page reloaded after its ticket had been spent. */
  async index(ctx: HttpContext) {
    if (isInitiated(ctx)) return initiateSignIn(ctx)
    if (isLink(ctx)) return followLink(ctx)
    return ctx.view.render('pages/erp/launches/refused', { fault: 'no_ticket' })
  }

  async store(ctx: HttpContext) {
    const { request, response, view } = ctx
    if (isInitiated(ctx)) return initiateSignIn(ctx)
    const [error, typed] = await request.tryValidateUsing(ticketValidator)
    if (error) return response.status(400).send(await view.render('pages/erp/launches/refused', { fault: 'no_ticket' }))

    try {
      const launch = await new OpenLaunch().handle({ token: typed.ticket, audience: appUrl, ip: request.ip() })
      const embedded = typed.embed ?? request.header('sec-fetch-dest') === 'iframe'
      const { user, path, connectionId, link } = launch
      await beginLaunched(ctx, user, { connectionId, link, embedded })
      return response.redirect().status(303).toPath(embedded ? arrivalAddress(user.id, path, { connectionId, link }) : path)
    } catch (refusal) {
      if (!(refusal instanceof LaunchRefused)) throw refusal
      await countAttempt('token_refused', request.ip())
      response.status(403)
      return view.render('pages/erp/launches/refused', { fault: refusal.fault })
    }
  }
}
