import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import StartReplay from '#erp/actions/start_replay'
import ErpConnection from '#erp/models/erp_connection'
import PayloadReplay from '#erp/models/payload_replay'
import { replayValidator } from '#erp/validators/bindings'

export default class PayloadReplaysController {
  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, start: StartReplay) {
    const { id: connectionId } = await ErpConnection.findOrFail(params.connection_id)
    const { entity, day, applies = false } = await request.validateUsing(replayValidator)
    const replay = await start.handle(connectionId, { entity, day, applies }, actor.id)

    session.flash('notice', i18n.t('bindings.archive.started'))
    return response.redirect().status(303).toPath(`/erp/replays/${replay.id}`)
  }

  async show({ params, view }: HttpContext) {
    const replay = await PayloadReplay.query().where('id', params.id).preload('connection').firstOrFail()
    return view.render('pages/erp/archives/replay', { replay, report: replay.report })
  }
}
