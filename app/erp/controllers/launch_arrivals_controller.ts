import type { HttpContext } from '@adonisjs/core/http'
import { readPass } from '#erp/own_window'

export default class LaunchArrivalsController {
  /** Goes on to the screen; where the browser keeps nothing for frames, the way out is a window of its own. */
  async show({ actor, params, response, view }: HttpContext) {
    const pass = readPass(params.token)
    if (!pass) return response.redirect().toPath('/sign-in')
    if (actor?.id === pass.userId) return response.redirect().toPath(pass.path)

    return view.render('pages/erp/launches/blocked', { address: `/launch/window/${encodeURIComponent(params.token)}` })
  }
}
