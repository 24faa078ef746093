import type { HttpContext } from '@adonisjs/core/http'
import SpendFrameEntry from '#identity/actions/spend_frame_entry'
import { beginSession } from '#identity/controllers/begin_session'

export default class FrameEntriesController {
  /** Opens the session of a frame whose person has just signed in in a window beside it. */
  async show(ctx: HttpContext) {
    const { params, request, response } = ctx
    const entered = await new SpendFrameEntry().handle(params.token, request.ip())
    if (!entered) return response.redirect().toPath('/sign-in')
    await beginSession(ctx, entered.user)

    return response.redirect().toPath(entered.path)
  }
}
