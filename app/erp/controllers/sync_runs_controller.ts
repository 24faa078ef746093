import type { HttpContext } from '@adonisjs/core/http'
import { dispatch } from '#shared/queue/queue'
import { syncConnection } from '#erp/jobs/sync_connection'
import ErpConnection from '#erp/models/erp_connection'
import SyncRun from '#erp/models/sync_run'
import { syncOrderValidator } from '#erp/validators/sync'

export default class SyncRunsController {
  async show({ params, view }: HttpContext) {
    const run = await SyncRun.query().where('id', params.id).preload('connection').preload('parts').firstOrFail()
    return view.render('pages/erp/sync/run', { run })
  }

  async store({ actor, params, request, response, session, i18n }: HttpContext) {
    const { mode, sweeps, entity } = await request.validateUsing(syncOrderValidator)
    const { id, name } = await ErpConnection.findOrFail(params.connection_id)
    const order = { connectionId: id, mode, sweeps: sweeps ?? false, requestedById: actor.id, ...(entity ? { entities: [entity] } : {}) }
    await dispatch(syncConnection, order, { key: `connection-${id}` })

    session.flash('notice', i18n.t('erp.sync.queued', { name }))
    return response.redirect().status(303).toPath('/erp/sync')
  }
}
