import type { HttpContext } from '@adonisjs/core/http'
import { monitoredEntity } from '#erp/queries/sync_monitor'
import { pauseValidator } from '#erp/validators/sync'

export default class SyncEntitiesController {
  async show({ params, view }: HttpContext) {
    const { entity } = await pauseValidator.validate({ entity: params.entity })
    return view.render('pages/erp/sync/entity', await monitoredEntity(Number(params.connection_id), entity))
  }
}
