import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SaveView from '#shared/records/actions/save_view'
import { savedView } from '#shared/records/queries/saved_views'

/** Which saved view opens for a person when the list is opened without a query. */
export default class DefaultViewsController {
  @inject()
  async update({ recordType, params, response, actor }: HttpContext, save: SaveView) {
    const { id } = await savedView(recordType.name, Number(params.view_id), actor)
    await save.open(recordType.name, id, actor)
    return response.redirect().status(303).toPath(recordType.path)
  }

  @inject()
  async destroy({ recordType, response, actor }: HttpContext, save: SaveView) {
    await save.open(recordType.name, null, actor)
    return response.redirect().status(303).toPath(recordType.path)
  }
}
