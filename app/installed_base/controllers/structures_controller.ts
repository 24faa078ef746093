import type { HttpContext } from '@adonisjs/core/http'
import { structurePage } from '#installed_base/queries/structure_page'

export default class StructuresController {
  async show({ actor, params, request, view }: HttpContext) {
    const page = await structurePage(Number(params.item_id), Number(request.input('after')) || 0, actor)
    return view.render('pages/installed_base/structures/show', page)
  }
}
