import type { HttpContext } from '@adonisjs/core/http'
import { figuresFor } from '#shared/shell/figures'
import { waitingFor } from '#shared/shell/waiting'

export default class HomeController {
  async show({ view, actor }: HttpContext) {
    return view.render('pages/home/show', { waiting: await waitingFor(actor), figures: await figuresFor(actor) })
  }
}
