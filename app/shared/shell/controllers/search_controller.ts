import type { HttpContext } from '@adonisjs/core/http'
import { search, waitingFor } from '#shared/search/search'

const FOUND_PER_KIND = 20

export default class SearchController {
  async index({ actor, request, view }: HttpContext) {
    const typed = String(request.input('q') ?? '').trim()
    const groups = typed ? await search(actor, typed, FOUND_PER_KIND) : []
    const waiting = typed ? await waitingFor(actor) : 0
    const count = groups.reduce((sum, group) => sum + group.items.length, 0)

    return view.render('pages/shell/search', { typed, groups, count, waiting })
  }
}
