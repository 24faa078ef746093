import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import { countAttempt } from '#identity/limits'
import OpenLaunch from '#erp/actions/open_launch'
import LaunchRefused from '#erp/errors/launch_refused'
import { beginLaunched } from '#erp/controllers/begin_launched'
import { ticketValidator } from '#erp/validators/launch'

export default class LaunchesController {
  /** Where a page ends that was reloaded after its ticket had been spent. */
  async index({ view }: HttpContext) {
    return view.render('pages/erp/launches/refused', { fault: 'no_ticket' })
  }

  async store(ctx: HttpContext) {
    const { request, response, view } = ctx
    const [error, typed] = await request.tryValidateUsing(ticketValidator)
    if (error) return response.status(400).send(await view.render('pages/erp/launches/refused', { fault: 'no_ticket' }))

    try {
      const launch = await new OpenLaunch().handle({ token: typed.ticket, audience: appUrl, ip: request.ip() })
      const embedded = typed.embed ?? request.header('sec-fetch-dest') === 'iframe'
      await beginLaunched(ctx, launch.user, { connectionId: launch.connectionId, link: launch.link, embedded })
      return response.redirect().status(303).toPath(launch.path)
    } catch (refusal) {
      if (!(refusal instanceof LaunchRefused)) throw refusal
      await countAttempt('token_refused', request.ip())
      response.status(403)
      return view.render('pages/erp/launches/refused', { fault: refusal.fault })
    }
  }
}
