import type { HttpContext } from '@adonisjs/core/http'
import PauseEntity from '#erp/actions/pause_entity'
import ErpConnection from '#erp/models/erp_connection'
import { pauseValidator } from '#erp/validators/sync'

export default class SyncPausesController {
  async store(ctx: HttpContext) {
    return this.change(ctx, true)
  }

  async destroy(ctx: HttpContext) {
    return this.change(ctx, false)
  }

  private async change({ params, response, session, i18n }: HttpContext, isPaused: boolean) {
    const { id } = await ErpConnection.findOrFail(params.connection_id)
    const { entity } = await pauseValidator.validate({ entity: params.entity })
    await new PauseEntity().handle(id, entity, isPaused)

    session.flash('notice', i18n.t(isPaused ? 'erp.sync.paused' : 'erp.sync.resumed', { entity: i18n.t(`erp.entities.${entity}`) }))
    return response.redirect().status(303).toPath('/erp/sync')
  }
}
