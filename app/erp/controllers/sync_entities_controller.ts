import type { HttpContext } from '@adonisjs/core/http'
import ErpConnection from '#erp/models/erp_connection'
import { monitoredEntity } from '#erp/queries/sync_monitor'
import { pauseValidator } from '#erp/validators/sync'

export default class SyncEntitiesController {
  async show({ params, view }: HttpContext) {
    const { id } = await ErpConnection.findOrFail(params.connection_id)
    const { entity } = await pauseValidator.validate({ entity: params.entity })
    return view.render('pages/erp/sync/entity', await monitoredEntity(id, entity))
  }
}
