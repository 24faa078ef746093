import type { HttpContext } from '@adonisjs/core/http'
import ErpConnection from '#erp/models/erp_connection'
import PayloadReplay from '#erp/models/payload_replay'
import SetArchiveDays from '#erp/actions/set_archive_days'
import { payloadDays } from '#erp/queries/payload_days'
import { archiveValidator } from '#erp/validators/bindings'

const REPLAYS_SHOWN = 20

export default class ArchivesController {
  async edit({ params, view }: HttpContext) {
    const connection = await ErpConnection.findOrFail(params.connection_id)
    const replays = await PayloadReplay.query().where('connectionId', connection.id).orderBy('id', 'desc').limit(REPLAYS_SHOWN)
    return view.render('pages/erp/archives/edit', { connection, days: await payloadDays(connection.id), replays })
  }

  async update({ params, request, response, session, i18n }: HttpContext) {
    const { archive_days: days, run_days: runDays } = await request.validateUsing(archiveValidator)
    const { id } = await new SetArchiveDays().handle(params.connection_id, days, runDays)

    session.flash('notice', i18n.t('bindings.archive.saved', { days }))
    return response.redirect().status(303).toPath(`/erp/connections/${id}/archive`)
  }
}
