import type { HttpContext } from '@adonisjs/core/http'
import { beginLaunched } from '#erp/controllers/begin_launched'
import OpenOwnWindow from '#erp/actions/open_own_window'

export default class LaunchWindowsController {
  /** The way out of the ERP's frame: the same person and page in a window of their own. */
  async show(ctx: HttpContext) {
    const { auth, params, request, response } = ctx
    const opened = await new OpenOwnWindow().handle(params.token, request.ip())
    if (!opened) return response.redirect().toPath('/sign-in')
    if (!(await auth.use('web').check()) || auth.use('web').user!.id !== opened.user.id) {
      await beginLaunched(ctx, opened.user, { ...opened.from, embedded: false })
    }

    return response.redirect().toPath(opened.path)
  }
}
